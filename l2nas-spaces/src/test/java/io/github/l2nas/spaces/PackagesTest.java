package io.github.l2nas.spaces;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Spaces are built on the API alone, as those of a user are. */
@AnalyzeClasses(packages = "io.github.l2nas.spaces", importOptions = DoNotIncludeTests.class)
class PackagesTest {

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLE =
            slices().matching("io.github.l2nas.spaces.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule SPACES_KNOW_THE_API_ALONE = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "com.fasterxml.jackson..",
                    "org.apache.commons.csv..",
                    "io.github.l2nas.api..",
                    "io.github.l2nas.spaces..");
}
