package io.github.l2nas.report;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Reports are drawn from results: they need the API, never the engine. */
@AnalyzeClasses(packages = "io.github.l2nas.report", importOptions = DoNotIncludeTests.class)
class PackagesTest {

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLE =
            slices().matching("io.github.l2nas.report.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule REPORTS_KNOW_NO_ENGINE = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "javax.xml..",
                    "org.w3c.dom..",
                    "org.xml.sax..",
                    "com.fasterxml.jackson..",
                    "org.apache.commons.csv..",
                    "io.github.l2nas.api..",
                    "io.github.l2nas.report..");
}
