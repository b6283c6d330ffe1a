package io.github.l2nas.report;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Results are read, drawn and put on pages, in this order. */
@AnalyzeClasses(packages = "io.github.l2nas.report", importOptions = DoNotIncludeTests.class)
class PackagesTest {

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLE =
            slices().matching("io.github.l2nas.report.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule A_REPORT_NEEDS_NO_ENGINE = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.github.l2nas.engine..", "org.apache.maven..");
}
