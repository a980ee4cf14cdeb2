package io.daping.services;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom. */
@AnalyzeClasses(
    packages = "io.daping.services",
    importOptions = ImportOption.DoNotIncludeTests.class)
final class ArrowsTest {
  @ArchTest
  static final ArchRule SERVICES_RUN_WITHOUT_SPARK =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.spark..", "io.delta..", "scala..")
          .because("the services run where no Spark is");

  @ArchTest
  static final ArchRule MODULES_MEET_IN_TABLES =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.daping.streaming..", "io.daping.batch..", "io.daping.ml..", "io.daping.local..")
          .because("modules meet in tables, topics and folders, not in each other's classes");

  @ArchTest
  static final ArchRule ANSWERS_KNOW_NO_HTTP =
      noClasses()
          .that()
          .resideInAnyPackage("io.daping.services.answer..", "io.daping.services.cells..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.javalin..", "io.daping.services.api..", "io.daping.services.wall..")
          .because("the command line uses them without a server");
}
