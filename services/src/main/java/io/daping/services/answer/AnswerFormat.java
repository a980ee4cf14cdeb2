package io.daping.services.answer;

import io.daping.common.serve.MetricAnswer;
import java.io.IOException;
import java.io.Writer;
import java.time.ZoneId;

/** How the command line shows an answer. */
public enum AnswerFormat {
  /** For people. */
  TABLE {
    @Override
    public void write(MetricAnswer answer, ZoneId zone, Writer out) throws IOException {
      AnswerTable.write(answer, zone, out);
    }
  },
  /** For programs: one document, see {@link AnswerJson}. */
  JSON {
    @Override
    public void write(MetricAnswer answer, ZoneId zone, Writer out) throws IOException {
      out.write(Json.text(AnswerJson.of(answer, zone)));
      out.write('\n');
      out.flush();
    }
  },
  /** For spreadsheets. */
  CSV {
    @Override
    public void write(MetricAnswer answer, ZoneId zone, Writer out) throws IOException {
      AnswerCsv.write(answer, zone, out);
    }
  };

  /** Writes the whole answer in this form. */
  public abstract void write(MetricAnswer answer, ZoneId zone, Writer out) throws IOException;
}
