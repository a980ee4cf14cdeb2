package io.daping.common;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom. */
@AnalyzeClasses(packages = "io.daping.common", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArrowsTest {
  @ArchTest
  static final ArchRule COMMON_KNOWS_NO_MODULE =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.daping.streaming..",
              "io.daping.batch..",
              "io.daping.ml..",
              "io.daping.services..",
              "io.daping.local..",
              "io.daping.bench..")
          .because("everyone depends on the common words, and they on no one");

  @ArchTest
  static final ArchRule ONE_PACKAGE_TOUCHES_SPARK =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.daping.common.spark")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.spark..", "io.delta..", "scala..")
          .because("the services run where no Spark is");

  @ArchTest
  static final ArchRule ONE_PACKAGE_TOUCHES_KAFKA =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.daping.common.sender")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.kafka..")
          .because("every record of ours is sent, marked and counted in one way");

  @ArchTest
  static final ArchRule EVENTS_AND_STATES_ARE_PURE =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.daping.common.event",
              "io.daping.common.order",
              "io.daping.common.fact",
              "io.daping.common.catalogue",
              "io.daping.common.cell")
          .should()
          .dependOnClassesThat()
          .haveNameMatching(
              "(org\\.apache\\.hadoop\\.hbase|org\\.apache\\.kafka)\\..*"
                  + "|java\\.net\\.(?!InetAddress|UnknownHostException).*")
          .because("data is pure and IO thin; an address that is written in digits is data");

  @ArchTest
  static final ArchRule PACKAGES_MAKE_NO_CIRCLE =
      slices().matching("io.daping.common.(*)..").should().beFreeOfCycles();
}
