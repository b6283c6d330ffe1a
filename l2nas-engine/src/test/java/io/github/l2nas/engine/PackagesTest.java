package io.github.l2nas.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Rooms of the engine: each can be read without those that are built on it. */
@AnalyzeClasses(packages = "io.github.l2nas.engine", importOptions = DoNotIncludeTests.class)
class PackagesTest {

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLE =
            slices().matching("io.github.l2nas.engine.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule THE_ENGINE_KNOWS_NO_MAVEN = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.maven..", "io.github.l2nas.maven..", "io.github.l2nas.report..");

    /** Searches on tables, predictors and programs run without native libraries: only these rooms load any. */
    @ArchTest
    static final ArchRule NATIVE_LIBRARIES_STAY_BEHIND_THE_DEVICE = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "io.github.l2nas.engine.tensor.nd4j..",
                    "io.github.l2nas.engine.tensor.onednn..",
                    "io.github.l2nas.engine.export..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.nd4j..", "org.deeplearning4j..", "org.bytedeco..");

    @ArchTest
    static final ArchRule ONNX_RUNTIME_STAYS_IN_ITS_ROOM = noClasses()
            .that()
            .resideOutsideOfPackage("io.github.l2nas.engine.onnxruntime..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.onnxruntime..");
}
