package io.github.l2nas.api;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The API stays small: no cycle, and nothing heavier than Jackson and a reader of csv, whoever implements it. */
@AnalyzeClasses(packages = "io.github.l2nas.api", importOptions = DoNotIncludeTests.class)
class PackagesTest {

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLE =
            slices().matching("io.github.l2nas.api.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule THE_API_KNOWS_JACKSON_AND_CSV_ALONE = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..", "com.fasterxml.jackson..", "org.apache.commons.csv..", "io.github.l2nas.api..");
}
