package io.daping.batch.report.write;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import io.daping.batch.report.content.Chart;
import java.awt.Color;
import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.style.CategoryStyler;

/** A chart as an SVG picture. Letters are drawn as shapes: it looks the same everywhere. */
record SvgChart(Chart chart) {
  private static final int WIDTH = 960;
  private static final int HEIGHT = 260;
  private static final int MOST_LABELS = 26;
  private static final Color NOW = new Color(0xd9480f);
  private static final Color BEFORE = new Color(0xd0d7de);
  private static final Color WORDS = new Color(0x57606a);
  private static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 11);
  private static final Color GRID = new Color(0xe6e9ec);

  /** A machine without any font cannot draw charts: its pages have tables alone. */
  static final boolean CAN_BE_DRAWN = hasFont();

  private static boolean hasFont() {
    try {
      FontRenderContext context = new FontRenderContext(null, true, true);
      return FONT.getStringBounds("0", context).getWidth() > 0;
    } catch (RuntimeException | LinkageError | InternalError e) {
      return false; // so does Java say that there is none
    }
  }

  /** As the source of an image. */
  String dataUri() {
    return "data:image/svg+xml;base64," + Base64.getEncoder().encodeToString(bytes());
  }

  byte[] bytes() {
    CategoryChart drawn = new CategoryChartBuilder().width(WIDTH).height(HEIGHT).build();
    style(drawn.getStyler());
    chart.before().forEach(line -> add(drawn, line, BEFORE));
    add(drawn, chart.now(), NOW);
    VectorGraphics2D graphics = new VectorGraphics2D();
    drawn.paint(graphics, WIDTH, HEIGHT);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      new SVGProcessor()
          .getDocument(graphics.getCommands(), new PageSize(0, 0, WIDTH, HEIGHT))
          .writeTo(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return bytes.toByteArray();
  }

  private void add(CategoryChart drawn, Chart.Line line, Color color) {
    List<String> labels = chart.labels();
    // A promotion may be longer than what it is compared with.
    List<BigDecimal> values =
        IntStream.range(0, labels.size())
            .mapToObj(i -> i < line.values().size() ? line.values().get(i) : BigDecimal.ZERO)
            .toList();
    CategorySeries series = drawn.addSeries(line.name(), labels, values);
    series.setFillColor(color);
  }

  private void style(CategoryStyler style) {
    style.setChartBackgroundColor(Color.WHITE);
    style.setChartPadding(4);
    style.setPlotBorderVisible(false);
    style.setPlotGridVerticalLinesVisible(false);
    style.setPlotGridLinesColor(GRID);
    style.setAxisTicksMarksVisible(false);
    style.setAxisTicksLineVisible(false);
    style.setAxisTickLabelsFont(FONT);
    style.setAxisTickLabelsColor(WORDS);
    style.setYAxisDecimalPattern("#,##0.##");
    style.setAvailableSpaceFill(.8);
    style.setXAxisMaxLabelCount(MOST_LABELS);
    // The page names the colours.
    style.setLegendVisible(false);
  }
}
