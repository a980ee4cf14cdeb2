package io.daping.batch.report.mail;

import io.daping.batch.report.write.ReportFiles.Written;
import io.daping.batch.report.write.Templates;
import io.daping.common.config.ReportSettings.Mail;
import io.daping.common.fault.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.simplejavamail.MailException;
import org.simplejavamail.api.email.Email;
import org.simplejavamail.api.mailer.Mailer;
import org.simplejavamail.api.mailer.config.TransportStrategy;
import org.simplejavamail.email.EmailBuilder;
import org.simplejavamail.mailer.MailerBuilder;

/** Sends each report's headline with its workbook to those who are to have it. */
public final class ReportMail {
  private static final String WORKBOOK =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

  /** A server that says nothing for so long is given up; the files are there anyway. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Mail mail;
  private final UnaryOperator<String> environment;
  private final Templates templates = new Templates();

  /**
   * @param environment value of an environment variable, null without
   */
  public ReportMail(Mail mail, UnaryOperator<String> environment) {
    this.mail = mail;
    this.environment = environment;
  }

  /** Whether anybody is to have reports. */
  public boolean isConfigured() {
    return !mail.to().isEmpty();
  }

  /**
   * Sends one report.
   *
   * @throws Failure when the server does not take it; the files stay
   */
  public void send(Written written) {
    try {
      mailer().sendMail(email(written));
    } catch (MailException e) {
      throw failure(written, e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the report " + written.xlsx(), e);
    }
  }

  private Failure failure(Written written, Throwable cause) {
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return new Failure(
        "the report %s is written, but %s:%d did not take the mail to %s: %s; see report.mail"
            .formatted(
                written.html(),
                mail.smtpHost(),
                mail.smtpPort(),
                String.join(", ", mail.to()),
                root.getMessage()));
  }

  private Email email(Written written) throws IOException {
    Map<String, Object> words =
        Map.of("report", written.report(), "file", written.html().getFileName().toString());
    return EmailBuilder.startingBlank()
        .from(mail.from())
        .toMultiple(mail.to())
        .withSubject(written.report().title())
        .withHTMLText(templates.fill("mail.html.peb", words))
        .withAttachment(
            written.xlsx().getFileName().toString(), Files.readAllBytes(written.xlsx()), WORKBOOK)
        .buildEmail();
  }

  private Mailer mailer() {
    TransportStrategy transport =
        switch (mail.tls()) {
          case STARTTLS -> TransportStrategy.SMTP_TLS;
          case IMPLICIT -> TransportStrategy.SMTPS;
          case NONE -> TransportStrategy.SMTP;
        };
    return MailerBuilder.withSMTPServer(mail.smtpHost(), mail.smtpPort(), user(), password())
        .withTransportStrategy(transport)
        .withSessionTimeout(Math.toIntExact(PATIENCE.toMillis()))
        .buildMailer();
  }

  private String user() {
    return mail.user().isEmpty() ? null : mail.user();
  }

  private String password() {
    if (mail.user().isEmpty()) {
      return null;
    }
    String password = environment.apply(mail.passwordVariable());
    if (password == null || password.isEmpty()) {
      throw new Failure(
          "no password in the environment variable %s of report.mail.password-variable"
              .formatted(mail.passwordVariable()));
    }
    return password;
  }
}
