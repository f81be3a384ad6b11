package limner.test.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.NullMarked;

/// One rule of the architecture and the probe it has to report.
///
/// A rule is written for a root package. Evaluated at `limner` it must hold; evaluated at
/// `limner.test.architecture.probe`,
/// where offenders live in packages of the same names, it must report the probe. So a misspelt package or class name
/// makes
/// a test fail instead of making the rule silent.
enum Rule {
    /// Who may be reached by whom; `annotation-model` and `media` do not know each other, nothing reaches the
    /// application.
    MODULES(
            "model.UpwardProbe",
            root -> layeredArchitecture()
                    .consideringOnlyDependenciesInLayers()
                    .withOptionalLayers(true)
                    .layer("model")
                    .definedBy(root + ".model..")
                    .layer("media")
                    .definedBy(root + ".media..")
                    .layer("sdk")
                    .definedBy(root + ".plugin.api..")
                    .layer("host")
                    .definedBy(root + ".plugin.host..")
                    .layer("onnx")
                    .definedBy(root + ".plugin.onnx..")
                    .layer("opencv")
                    .definedBy(root + ".plugin.opencv..")
                    .layer("app")
                    .definedBy(root + ".app..")
                    .whereLayer("model")
                    .mayOnlyBeAccessedByLayers("host", "app")
                    .whereLayer("media")
                    .mayOnlyBeAccessedByLayers("app")
                    .whereLayer("sdk")
                    .mayOnlyBeAccessedByLayers("host", "onnx", "opencv", "app")
                    .whereLayer("host")
                    .mayOnlyBeAccessedByLayers("app")
                    .whereLayer("onnx")
                    .mayNotBeAccessedByAnyLayer()
                    .whereLayer("opencv")
                    .mayOnlyBeAccessedByLayers("app")
                    .whereLayer("app")
                    .mayNotBeAccessedByAnyLayer()),

    NO_PACKAGE_CYCLES(
            "model.cycle.there.CycleProbe",
            root -> slices().matching(root + ".(**)").should().beFreeOfCycles()),

    /// A feature of the desk is removable: what features share lies in `common`.
    FEATURES_APART(
            "app.ui.timeline.FeatureProbe",
            root -> slices().matching(root + ".app.ui.(*)..")
                    .should()
                    .notDependOnEachOther()
                    .ignoreDependency(alwaysTrue(), resideInAnyPackage(root + ".app.ui.common.."))),

    JAVAFX_IN_THE_DESK_ONLY(
            "app.usecase.JavaFxProbe",
            root -> noClasses()
                    .that()
                    .resideInAPackage(root + "..")
                    .and()
                    .resideOutsideOfPackage(root + ".app.ui..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "javafx..", "com.sun.javafx..", "org.controlsfx..", "atlantafx..", "org.kordamp..")),

    NO_AWT_NO_SWING(
            "media.AwtProbe",
            root -> noClasses()
                    .that()
                    .resideInAPackage(root + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("java.awt..", "javax.swing..", "javax.imageio..", "javafx.embed.swing..")),

    VIEW_MODELS_WITHOUT_A_SCENE(
            "app.ui.timeline.SceneProbeViewModel",
            root -> noClasses()
                    .that()
                    .resideInAPackage(root + "..")
                    .and()
                    .haveSimpleNameEndingWith("ViewModel")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("javafx.scene..", "javafx.stage..")),

    /// The session is the one door for changes, so undo, audit and durability hold for all of them.
    APPEND_BY_THE_SESSION_ONLY(
            "app.usecase.AppendProbe",
            root -> noClasses()
                    .that()
                    .resideInAPackage(root + "..")
                    .and()
                    .doNotHaveFullyQualifiedName(root + ".model.session.ProjectSession")
                    .should()
                    .callMethodWhere(calls(root + ".model.store.ProjectStore", "append"))),

    RUN_LATER_IN_ONE_PLACE(
            "app.ui.timeline.RunLaterProbe",
            root -> noClasses()
                    .that()
                    .resideInAPackage(root + "..")
                    .and()
                    .doNotHaveFullyQualifiedName(root + ".app.ui.common.FxThread")
                    .should()
                    .callMethodWhere(calls("javafx.application.Platform", "runLater"))),

    /// Threads have names, owners and an end; so they are made in these places only.
    THREADS_IN_NAMED_PLACES(
            "app.usecase.ThreadProbe",
            root -> noClasses()
                    .that()
                    .resideInAPackage(root + "..")
                    .and()
                    .resideOutsideOfPackages(
                            root + ".app.task..",
                            root + ".media.cache..",
                            root + ".media.session..",
                            root + ".model.ahead..",
                            root + ".model.session..",
                            root + ".model.store.sqlite..",
                            root + ".plugin.host..")
                    .should()
                    .accessTargetWhere(makesThreads())),

    NATIVE_BINDINGS_IN_TWO_PACKAGES(
            "media.BytedecoProbe",
            root -> noClasses()
                    .that()
                    .resideInAPackage(root + "..")
                    .and()
                    .resideOutsideOfPackages(root + ".media.ffmpeg..", root + ".plugin.opencv..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.bytedeco..")),

    FFMPEG_IN_ONE_PACKAGE("plugin.opencv.FfmpegProbe", onlyIn("org.bytedeco.ffmpeg..", ".media.ffmpeg..")),

    OPENCV_IN_ONE_PACKAGE("media.ffmpeg.OpenCvProbe", onlyIn("org.opencv..", ".plugin.opencv..")),

    OPENCV_PRESETS_IN_ONE_PACKAGE(
            "media.ffmpeg.OpenCvPresetProbe", onlyIn("org.bytedeco.opencv..", ".plugin.opencv..")),

    ONNX_IN_ONE_PACKAGE("plugin.host.OnnxProbe", onlyIn("ai.onnxruntime..", ".plugin.onnx..")),

    SQL_IN_ONE_PACKAGE("model.SqlProbe", onlyIn("java.sql..", ".model.store.sqlite..")),

    /// JSON is read and written at the edges, their numbers in a place they share; nothing between them knows the
    /// library.
    JSON_AT_THE_EDGES(
            "media.JsonProbe",
            root -> noClasses()
                    .that()
                    .resideInAPackage(root + "..")
                    .and()
                    .resideOutsideOfPackages(
                            root + ".model.store.sqlite..",
                            root + ".model.release..",
                            root + ".model.exchange..",
                            root + ".model.text..",
                            root + ".plugin.onnx..",
                            root + ".app.cli..",
                            root + ".app.usecase..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("tools.jackson..", "com.fasterxml.jackson..")),

    COMMAND_LINE_LIBRARY_IN_THE_COMMAND_LINE(
            "app.usecase.PicocliProbe",
            root -> noClasses()
                    .that()
                    .resideInAPackage(root + "..")
                    .and()
                    .resideOutsideOfPackages(root + ".app.cli..", root + ".app")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("picocli..")),

    /// Plugins are found in one place; everything else is handed what it needs.
    SERVICES_FOUND_BY_THE_HOST_ONLY("app.usecase.ServiceProbe", onlyIn("java.util.ServiceLoader", ".plugin.host..")),

    /// The promise to strangers: it stays on the JDK.
    SDK_ON_THE_JDK_ALONE(
            "plugin.api.SdkProbe",
            root -> classes()
                    .that()
                    .resideInAPackage(root + ".plugin.api..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage("java..", "org.jspecify..", root + ".plugin.api..")),

    /// What is closed is a value: commands, events, shapes, origins, decisions and every other sealed choice.
    SEALED_CHOICES_ARE_RECORDS(
            "model.ClassInChoiceProbe",
            root -> classes()
                    .that()
                    .resideInAnyPackage(root + ".model..", root + ".plugin.api..")
                    .and(new DescribedPredicate<>("implement a sealed interface") {
                        @Override
                        public boolean test(JavaClass type) {
                            return type.getAllRawInterfaces().stream().anyMatch(Rule::isSealed);
                        }
                    })
                    .should(new ArchCondition<>("be records, enums or interfaces") {
                        @Override
                        public void check(JavaClass type, ConditionEvents events) {
                            var value = type.isRecord() || type.isEnum() || type.isInterface();
                            events.add(new SimpleConditionEvent(
                                    type, value, type.getName() + " is a class in a sealed choice"));
                        }
                    })),

    /// State is immutable and shared. The few that change by nature are named, and a test holds the names to the code.
    MODEL_FIELDS_ARE_FINAL(
            "model.MutableProbe",
            root -> fields().that()
                    .areDeclaredInClassesThat(resideInAnyPackage(root + ".model.."))
                    .and()
                    .areDeclaredInClassesThat(
                            DescribedPredicate.not(resideInAnyPackage(root + ".model.store.sqlite..")))
                    .and(new DescribedPredicate<>("are not in a class that changes by nature") {
                        @Override
                        public boolean test(JavaField field) {
                            return MUTABLE_BY_NATURE.stream()
                                    .noneMatch(name -> (root + name)
                                            .equals(outermost(field.getOwner()).getName()));
                        }
                    })
                    .should()
                    .beFinal()),

    NO_STATIC_STATE(
            "media.StaticProbe",
            root -> noFields()
                    .that()
                    .areDeclaredInClassesThat(resideInAnyPackage(root + ".."))
                    .and()
                    .areStatic()
                    .should(new ArchCondition<>("be mutable") {
                        @Override
                        public void check(JavaField field, ConditionEvents events) {
                            var mutable = !field.getModifiers().contains(JavaModifier.FINAL)
                                    || MUTABLE_TYPES.contains(field.getRawType().getName())
                                    || field.getRawType().getPackageName().startsWith("java.util.concurrent");
                            events.add(new SimpleConditionEvent(
                                    field, mutable, field.getFullName() + " is static and can change"));
                        }
                    })),

    NO_SINGLETONS(
            "media.SingletonProbe",
            root -> noMethods()
                    .that()
                    .areDeclaredInClassesThat(resideInAnyPackage(root + ".."))
                    .should()
                    .haveName("getInstance")),

    NO_DRAWERS_FOR_ODDMENTS(
            "media.ProbeUtils",
            root -> noClasses()
                    .that()
                    .resideInAPackage(root + "..")
                    .should(ArchCondition.from(simpleNameEndingWith("Utils")
                            .or(simpleNameEndingWith("Util"))
                            .or(simpleNameEndingWith("Helper"))
                            .or(simpleNameEndingWith("Manager"))
                            .or(simpleNameEndingWith("Tools"))))),

    PACKAGES_ARE_NULL_MARKED(
            "media.unmarked.UnmarkedProbe",
            root -> classes()
                    .that()
                    .resideInAPackage(root + "..")
                    .should(new ArchCondition<>("be in a package whose package-info is @NullMarked") {
                        @Override
                        public void check(JavaClass type, ConditionEvents events) {
                            var marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                            events.add(new SimpleConditionEvent(
                                    type,
                                    marked,
                                    type.getName() + " is in " + type.getPackageName()
                                            + ", which has no package-info with @NullMarked"));
                        }
                    })),

    /// Standard output belongs to the command line: programs read it.
    STANDARD_STREAMS_IN_THE_COMMAND_LINE(
            "media.PrintProbe",
            root -> noClasses()
                    .that()
                    .resideInAPackage(root + "..")
                    .and()
                    .resideOutsideOfPackages(root + ".app.cli..", root + ".app")
                    .should()
                    .accessTargetWhere(new DescribedPredicate<>("is System.out or System.err") {
                        @Override
                        public boolean test(JavaAccess<?> access) {
                            return access.getTargetOwner().isEquivalentTo(System.class)
                                    && Set.of("out", "err").contains(access.getName());
                        }
                    })),

    NO_STACK_TRACES_PRINTED(
            "app.cli.TraceProbe",
            root -> noClasses()
                    .that()
                    .resideInAPackage(root + "..")
                    .should()
                    .callMethodWhere(new DescribedPredicate<JavaCall<?>>("prints a stack trace") {
                        @Override
                        public boolean test(JavaCall<?> call) {
                            return call.getName().equals("printStackTrace")
                                    && call.getTargetOwner().isAssignableTo(Throwable.class)
                                    && call.getTarget().getRawParameterTypes().isEmpty();
                        }
                    })),

    NO_REFLECTION_NO_SERIALISATION(
            "model.ReflectionProbe",
            root -> noClasses()
                    .that()
                    .resideInAPackage(root + "..")
                    .should()
                    .dependOnClassesThat(resideInAnyPackage("java.lang.reflect..")
                            .or(nameMatching("java\\.io\\.Object(In|Out)putStream")
                                    .forSubtype())));

    /// Scratch surfaces, what gathers or walks the runs of a mask within one call, and the session, which is the one
    /// place where the newest state is kept.
    static final Set<String> MUTABLE_BY_NATURE = Set.of(
            ".model.ahead.Ahead",
            ".model.geometry.MaskEditor",
            ".model.geometry.ColumnToggles",
            ".model.geometry.EdgeList",
            ".model.geometry.Parts",
            ".model.geometry.RingTracer",
            ".model.geometry.RowSweep",
            ".model.exchange.Intake",
            ".model.exchange.Survey",
            ".model.exchange.coco.AnnotationFields",
            ".model.exchange.coco.CocoDataset",
            ".model.exchange.labelstudio.BrushRuns",
            ".model.exchange.labelstudio.LabelStudioVideoWriting",
            ".model.exchange.out.Export",
            ".model.exchange.parquet.ColumnChunk",
            ".model.exchange.parquet.CompactThrift",
            ".model.exchange.parquet.ParquetFile",
            ".model.release.PlanDraft",
            ".model.session.ProjectSession");

    private static final Set<String> MUTABLE_TYPES = Set.of(
            "java.util.ArrayList",
            "java.util.HashMap",
            "java.util.LinkedHashMap",
            "java.util.TreeMap",
            "java.util.HashSet",
            "java.util.ArrayDeque",
            "java.util.BitSet",
            "java.lang.StringBuilder",
            "java.lang.ThreadLocal");

    private static final Map<String, Set<String>> THREAD_FACTORIES = Map.of(
            "java.lang.Thread",
            Set.of("<init>", "ofVirtual", "ofPlatform", "startVirtualThread"),
            "java.util.Timer",
            Set.of("<init>"),
            "java.util.concurrent.ThreadPoolExecutor",
            Set.of("<init>"),
            "java.util.concurrent.ScheduledThreadPoolExecutor",
            Set.of("<init>"),
            "java.util.concurrent.ForkJoinPool",
            Set.of("<init>"));

    private final String probe;
    private final Function<String, ArchRule> rule;

    Rule(String probe, Function<String, ArchRule> rule) {
        this.probe = probe;
        this.rule = rule;
    }

    /// The rule for code below a root package. A rule may find nothing to look at there: [ArchitectureTest] holds the
    /// list of packages that must exist.
    ArchRule at(String root) {
        return rule.apply(root).allowEmptyShould(true);
    }

    /// The class, below the root of the probes, that the rule has to report.
    String probe() {
        return probe;
    }

    private static Function<String, ArchRule> onlyIn(String library, String allowed) {
        return root -> noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .resideOutsideOfPackage(root + allowed)
                .should()
                .dependOnClassesThat(
                        library.endsWith("..")
                                ? resideInAnyPackage(library)
                                : nameMatching(library.replace(".", "\\.")).forSubtype());
    }

    private static DescribedPredicate<JavaCall<?>> calls(String owner, String method) {
        return new DescribedPredicate<>("calls " + owner + "." + method) {
            @Override
            public boolean test(JavaCall<?> call) {
                return call.getName().equals(method) && call.getTargetOwner().isAssignableTo(owner);
            }
        };
    }

    private static DescribedPredicate<JavaAccess<?>> makesThreads() {
        return new DescribedPredicate<>("makes a thread or a pool") {
            @Override
            public boolean test(JavaAccess<?> access) {
                var owner = access.getTargetOwner().getName();
                return owner.equals("java.util.concurrent.Executors")
                        || THREAD_FACTORIES.getOrDefault(owner, Set.of()).contains(access.getName());
            }
        };
    }

    private static boolean isSealed(JavaClass type) {
        return type.getName().startsWith("limner.") && type.reflect().isSealed();
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(Rule::outermost).orElse(type);
    }

    /// The names of all probes.
    static Collection<String> probes() {
        return Arrays.stream(values()).map(Rule::probe).toList();
    }
}
