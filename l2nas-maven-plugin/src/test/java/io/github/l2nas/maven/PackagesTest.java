package io.github.l2nas.maven;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Goals tell the engine what to do in a process of its own: the plugin knows jobs, not those who do them. */
@AnalyzeClasses(packages = "io.github.l2nas.maven", importOptions = DoNotIncludeTests.class)
class PackagesTest {

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLE =
            slices().matching("io.github.l2nas.maven.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule THE_PLUGIN_KNOWS_NO_ENGINE = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.github.l2nas.engine..", "io.github.l2nas.spaces..");
}
