package limner.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Stack;
import java.util.stream.Collectors;
import limner.app.usecase.AppException;
import limner.media.decode.Accelerator;
import limner.media.session.Accelerators;
import limner.media.session.SessionOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/// Whether a command decodes by a device of the machine.
final class HardwareChoice {

    private static final String ANY = "any";

    @Option(
            names = "--hardware",
            paramLabel = "DEVICE",
            arity = "0..1",
            parameterConsumer = DeviceWord.class,
            description = {
                "Decode by a device of this machine (vaapi, cuda, videotoolbox, d3d11va; without a name the first that",
                "works) where it gives the very pictures that software gave; else by software, which is said."
            })
    private @Nullable String device;

    /// Takes the next argument where it can be a device's name: files and frame numbers may follow the option.
    static final class DeviceWord implements IParameterConsumer {

        @Override
        public void consumeParameters(Stack<String> rest, ArgSpec option, CommandSpec command) {
            boolean named =
                    !rest.isEmpty() && rest.peek().matches("[a-z][a-z0-9]*") && Files.notExists(Path.of(rest.peek()));
            option.setValue(named ? rest.pop() : ANY);
        }
    }

    SessionOptions in(SessionOptions options) {
        String wanted = device;
        if (wanted == null) {
            return options;
        }
        List<Accelerator> listed = Accelerators.listed();
        List<Accelerator> chosen = wanted.equals(ANY)
                ? listed
                : listed.stream().filter(d -> d.name().equals(wanted)).toList();
        if (chosen.isEmpty()) {
            String names = listed.stream().map(Accelerator::name).collect(Collectors.joining(", "));
            throw new AppException(
                    AppException.Kind.BAD_INPUT,
                    "No device named \"" + wanted + "\" is known here; "
                            + (names.isEmpty() ? "there is none to choose." : "choose one of: " + names + "."));
        }
        Accelerators devices = new Accelerators();
        devices.use(chosen);
        return options.withAccelerators(devices);
    }
}
