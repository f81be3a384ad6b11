package limner.plugin.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Holds the promise that a plugin author needs nothing but this jar and any supported JDK.
class JdkAloneTest {

    /// Major version of class files for Java 17 (Java Virtual Machine Specification, table 4.1-A).
    private static final int JAVA_17 = 61;

    @Test
    void everyClassIsJava17ByteCode() throws IOException, URISyntaxException {
        for (Path file : classFiles()) {
            try (InputStream in = Files.newInputStream(file);
                    DataInputStream data = new DataInputStream(in)) {
                assertEquals(0xCAFEBABE, data.readInt());
                data.readUnsignedShort();
                assertEquals(JAVA_17, data.readUnsignedShort(), file.toString());
            }
        }
    }

    @Test
    void everySignatureResolvesWithNothingButTheJdk() throws Exception {
        URL[] sdk = {root().toUri().toURL()};
        try (URLClassLoader alone = new URLClassLoader(sdk, ClassLoader.getPlatformClassLoader())) {
            for (Path file : classFiles()) {
                String name =
                        root().relativize(file).toString().replace('/', '.').replace('\\', '.');
                Class<?> type = Class.forName(name.substring(0, name.length() - ".class".length()), true, alone);
                for (Method method : type.getDeclaredMethods()) {
                    assertAllowed(method.getReturnType());
                    Stream.of(method.getParameterTypes()).forEach(JdkAloneTest::assertAllowed);
                }
                for (Constructor<?> constructor : type.getDeclaredConstructors()) {
                    Stream.of(constructor.getParameterTypes()).forEach(JdkAloneTest::assertAllowed);
                }
            }
        }
    }

    private static void assertAllowed(Class<?> type) {
        Class<?> element = type;
        while (element.isArray()) {
            element = element.getComponentType();
        }
        String name = element.getName();
        assertTrue(element.isPrimitive() || name.startsWith("java.") || name.startsWith("limner.plugin.api."), name);
    }

    private static List<Path> classFiles() throws IOException, URISyntaxException {
        try (Stream<Path> files = Files.walk(root())) {
            List<Path> found =
                    files.filter(f -> f.toString().endsWith(".class")).toList();
            assertFalse(found.isEmpty());
            return found;
        }
    }

    private static Path root() throws URISyntaxException {
        return Path.of(PreLabeler.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }
}
