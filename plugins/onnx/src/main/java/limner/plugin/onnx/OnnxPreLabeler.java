package limner.plugin.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import limner.plugin.api.ModelSource;
import limner.plugin.api.OutputKind;
import limner.plugin.api.PluginApi;
import limner.plugin.api.PluginDescriptor;
import limner.plugin.api.PluginException;
import limner.plugin.api.PreLabelSession;
import limner.plugin.api.PreLabeler;
import limner.plugin.api.SessionRequest;
import limner.plugin.api.SettingSpec;
import limner.plugin.api.Settings;
import limner.plugin.onnx.Recipe.BoxHead;
import limner.plugin.onnx.Recipe.MaskHead;

/// Suggests boxes, and masks of people, with ONNX models on the CPU.
///
/// Takes at most one model with a box head and one with a mask head, bundled or from a file; without any it runs its
/// own detector and its own segmentation of people. Safe to open several sessions at once.
public final class OnnxPreLabeler implements PreLabeler {

    private static final String ID = "limner.onnx";
    private static final String VERSION = "0.1.0";
    private static final String DETECTOR = "ssd-mobilenet-v2-openimages";
    private static final String SEGMENTER = "person-segmentation-square";

    private final BundledModels bundled = new BundledModels();

    /// For the service loader.
    public OnnxPreLabeler() {}

    @Override
    public PluginDescriptor describe() {
        double score = bundled.find(DETECTOR).map(ModelCard::defaultScore).orElse(0.4);
        List<SettingSpec> settings = List.of(
                new SettingSpec.Decimal("score", "Least score", "Suggestions scored lower are left out.", score, 0, 1),
                new SettingSpec.Decimal(
                        "overlap",
                        "Greatest overlap",
                        "Of two boxes of a class that overlap more (intersection over union), the better one stays.",
                        0.5,
                        0,
                        1),
                new SettingSpec.Whole("most", "Most boxes", "The greatest number of boxes in a frame.", 100, 1, 10_000),
                new SettingSpec.Toggle(
                        "masks", "Masks", "Also suggest a mask for each box the segmentation model knows.", true),
                new SettingSpec.Whole(
                        "threads", "Threads", "Threads for one model; 0 takes half of the processors.", 0, 0, 64));
        return new PluginDescriptor(
                ID,
                "ONNX models",
                VERSION,
                PluginApi.VERSION,
                Set.of(OutputKind.BOX, OutputKind.MASK),
                settings,
                bundled.infos());
    }

    @Override
    public PreLabelSession open(SessionRequest request) throws PluginException {
        Settings settings = request.settings();
        int threads = settings.whole("threads");
        if (threads == 0) {
            threads = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        }
        OrtEnvironment environment = environment();
        ModelLoader loader = new ModelLoader(environment, threads);
        List<OnnxModel> models = new ArrayList<>();
        boolean opened = false;
        try {
            for (ModelSource source : sources(request)) {
                models.add(load(loader, source, request));
            }
            String device = "CPU, ONNX Runtime " + environment.getVersion() + ", " + threads
                    + (threads == 1 ? " thread" : " threads");
            PreLabelSession session = assemble(models, settings, device);
            opened = true;
            return session;
        } finally {
            if (!opened) {
                models.forEach(OnnxModel::close);
            }
        }
    }

    private static List<ModelSource> sources(SessionRequest request) {
        if (!request.models().isEmpty()) {
            return request.models();
        }
        return request.settings().isOn("masks")
                ? List.of(new ModelSource.Bundled(DETECTOR), new ModelSource.Bundled(SEGMENTER))
                : List.of(new ModelSource.Bundled(DETECTOR));
    }

    private OnnxModel load(ModelLoader loader, ModelSource source, SessionRequest request) throws PluginException {
        return switch (source) {
            case ModelSource.OnDisk onDisk -> loader.load(onDisk.file());
            case ModelSource.Bundled own -> {
                ModelCard card = bundled.find(own.name()).orElse(null);
                if (card == null) {
                    throw new PluginException("This plugin has no model \"" + own.name() + "\". It has: "
                            + String.join(
                                    ", ",
                                    bundled.infos().stream().map(m -> m.name()).toList()) + ".");
                }
                yield loader.load(bundled.unpack(card, request.cacheFolder()), card);
            }
        };
    }

    private static PreLabelSession assemble(List<OnnxModel> models, Settings settings, String device)
            throws PluginException {
        Detector detector = null;
        Segmenter segmenter = null;
        for (OnnxModel model : models) {
            switch (model.card().recipe().head()) {
                case BoxHead head -> {
                    if (detector != null) {
                        throw twice("find boxes", detector.model(), model);
                    }
                    detector = new Detector(
                            model,
                            head,
                            settings.decimal("score"),
                            settings.decimal("overlap"),
                            settings.whole("most"));
                }
                case MaskHead head -> {
                    if (segmenter != null) {
                        throw twice("make masks", segmenter.model(), model);
                    }
                    segmenter = new Segmenter(model, head);
                }
            }
        }
        return new OnnxSession(detector, segmenter, settings.decimal("score"), device);
    }

    private static PluginException twice(String what, OnnxModel first, OnnxModel second) {
        return new PluginException(
                "Both " + first.card().name() + " and " + second.card().name() + " " + what + ". Choose one of them.");
    }

    private static OrtEnvironment environment() throws PluginException {
        try {
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            environment.setTelemetry(false);
            return environment;
        } catch (OrtException | LinkageError | IllegalStateException e) {
            throw new PluginException(
                    "ONNX Runtime cannot be started on this computer, so its models cannot run. Everything else works."
                            + " It needs a 64-bit Linux, Windows or Apple-silicon macOS.",
                    e);
        }
    }
}
