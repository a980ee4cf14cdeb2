package io.daping.streaming;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom. */
@AnalyzeClasses(
    packages = "io.daping.streaming",
    importOptions = ImportOption.DoNotIncludeTests.class)
final class ArrowsTest {
  @ArchTest
  static final ArchRule MODULES_MEET_IN_TABLES =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.daping.batch..", "io.daping.services..", "io.daping.local..")
          .because("modules meet in tables, topics and folders, not in each other's classes");

  @ArchTest
  static final ArchRule THE_JUDGE_KNOWS_NO_QUERY =
      noClasses()
          .that()
          .resideInAPackage("io.daping.streaming.judge")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.daping.streaming.metrics",
              "io.daping.streaming.intake",
              "io.daping.streaming.query")
          .because("the tables' query and the metrics' query use the same judge");

  @ArchTest
  static final ArchRule PACKAGES_MAKE_NO_CIRCLE =
      slices().matching("io.daping.streaming.(*)..").should().beFreeOfCycles();
}
