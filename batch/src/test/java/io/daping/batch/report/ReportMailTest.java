package io.daping.batch.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.daping.batch.report.content.Cell;
import io.daping.batch.report.content.Part;
import io.daping.batch.report.content.Report;
import io.daping.batch.report.content.Report.Headline;
import io.daping.batch.report.content.Table;
import io.daping.batch.report.mail.ReportMail;
import io.daping.batch.report.write.ReportFiles;
import io.daping.batch.report.write.ReportFiles.Written;
import io.daping.common.config.ReportSettings.Mail;
import io.daping.common.config.ReportSettings.Tls;
import io.daping.common.fault.Failure;
import jakarta.mail.internet.MimeMessage;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports on their way to a real mail server. */
class ReportMailTest {
  @TempDir private Path folder;
  private GreenMail server;
  private Written written;

  @BeforeEach
  void start() {
    server = new GreenMail(ServerSetup.SMTP.dynamicPort());
    server.setUser("reporter", "secret");
    server.start();
    Headline gmv =
        new Headline(
            "GMV paid", "CNY 149.05", new Cell.Change(new BigDecimal("0.1")), "to 2010-06-08");
    Table table =
        new Table(
            "counts",
            "Counts",
            Table.columns("What", "Number"),
            List.of(List.of(new Cell.Text("Orders"), Cell.Number.of(3))));
    Part part = new Part("sales", "Sales", "", List.of(), List.of(table));
    Report report =
        new Report("daping-2010-06-09", "<Shop> · 2010-06-09", "", List.of(gmv), List.of(part));
    written = new ReportFiles(folder).write(report);
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void headlineAndWorkbookReachWhoIsToHaveThem() throws Exception {
    int port = server.getSmtp().getPort();
    new ReportMail(mail(port, Tls.NONE), variable -> variable.equals("PASSWORD") ? "secret" : null)
        .send(written);

    MimeMessage[] received = server.getReceivedMessages();
    assertThat(received).hasSize(2);
    assertThat(received[0].getSubject()).isEqualTo("<Shop> · 2010-06-09");
    String body = GreenMailUtil.getWholeMessage(received[0]);
    assertThat(body).contains("daping-2010-06-09.xlsx", "CNY 149.05", "+10.0 %", "&lt;Shop&gt;");
  }

  @Test
  void aServerThatDoesNotEncryptGetsNothing() {
    ReportMail mail = new ReportMail(mail(server.getSmtp().getPort(), Tls.STARTTLS), v -> "secret");

    assertThatThrownBy(() -> mail.send(written))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("is written, but localhost:")
        .hasMessageContaining("report.mail");
    assertThat(server.getReceivedMessages()).isEmpty();
    assertThat(written.html()).exists();
  }

  @Test
  void aMissingPasswordIsNamed() {
    ReportMail mail = new ReportMail(mail(server.getSmtp().getPort(), Tls.NONE), v -> null);

    assertThatThrownBy(() -> mail.send(written))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("environment variable PASSWORD");
  }

  private static Mail mail(int port, Tls tls) {
    return new Mail(
        List.of("ann@shop.example", "bob@shop.example"),
        "daping@shop.example",
        "localhost",
        port,
        tls,
        "reporter",
        "PASSWORD");
  }
}
