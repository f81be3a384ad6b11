package limner.test.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ArchitectureTest {
    private static final String ROOT = "limner";
    private static final String PROBES = "limner.test.architecture.probe";

    /// The classes of the product, without those of this module.
    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/limner/test/"))
            .importPackages(ROOT);

    private static final JavaClasses OFFENDERS = new ClassFileImporter().importPackages(PROBES);

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void theProductKeepsTheRule(Rule rule) {
        rule.at(ROOT).check(PRODUCT);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void theRuleReportsItsProbe(Rule rule) {
        var report = rule.at(PROBES).evaluate(OFFENDERS).getFailureReport();
        var probe = PROBES + "." + rule.probe();
        assertTrue(
                report.getDetails().stream().anyMatch(line -> line.contains(probe)),
                () -> rule + " does not report " + probe + " but: " + report.getDetails());
    }

    @Test
    void everyProbeExists() {
        var existing = OFFENDERS.stream().map(JavaClass::getName).collect(Collectors.toSet());
        var missing = new TreeSet<>(Rule.probes());
        missing.removeIf(probe -> existing.contains(PROBES + "." + probe));
        assertEquals(List.of(), List.copyOf(missing));
    }

    /// A rule about a package that is gone, or was renamed, would hold for ever.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "limner.model.id",
                "limner.model.geometry",
                "limner.model.ontology",
                "limner.model.provenance",
                "limner.model.label",
                "limner.model.event",
                "limner.model.project",
                "limner.model.command",
                "limner.model.session",
                "limner.model.store",
                "limner.model.store.sqlite",
                "limner.model.release",
                "limner.model.exchange",
                "limner.media.source",
                "limner.media.frame",
                "limner.media.index",
                "limner.media.decode",
                "limner.media.ffmpeg",
                "limner.media.cache",
                "limner.media.session",
                "limner.plugin.api",
                "limner.plugin.host",
                "limner.plugin.onnx",
                "limner.app",
                "limner.app.task",
                "limner.app.usecase",
                "limner.app.cli",
                "limner.app.ui",
                "limner.app.ui.common",
            })
    void thePackageThatRulesNameIsThere(String name) {
        assertTrue(PRODUCT.containPackage(name), name + " is not there");
        JavaPackage found = PRODUCT.getPackage(name);
        assertTrue(
                found.getClasses().stream()
                        .anyMatch(type -> !type.getSimpleName().equals("package-info")),
                name + " is empty");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limner.model.store.ProjectStore",
                "limner.model.session.ProjectSession",
                "limner.app.ui.common.FxThread",
                "limner.app.Launcher",
            })
    void theClassThatRulesNameIsThere(String name) {
        assertTrue(PRODUCT.contain(name), name + " is not there");
    }

    @Test
    void theClassesThatMayChangeAreStillThere() {
        for (var name : Rule.MUTABLE_BY_NATURE) {
            assertTrue(PRODUCT.contain(ROOT + name), ROOT + name + " is gone: take it off the list");
        }
    }
}
