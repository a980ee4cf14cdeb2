package io.daping.streaming.metrics;

import java.io.Serializable;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.MutableProjection;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The generated methods of a topic on one executor. Writing one costs more than the records of a
 * small micro-batch, so those that a task is done with serve the next. Each is for one thread.
 */
public final class ProjectionPool implements Serializable {
  private static final long serialVersionUID = 1L;

  private final Seq<Expression> contributions;
  private final Seq<Attribute> columns;
  private transient Queue<MutableProjection> idle;

  ProjectionPool(Seq<Expression> contributions, Seq<Attribute> columns) {
    this.contributions = contributions;
    this.columns = columns;
  }

  /** Of a source that no metric counts. */
  static ProjectionPool ofNothing() {
    return new ProjectionPool(
        CollectionConverters.asScala(List.<Expression>of()).toSeq(),
        CollectionConverters.asScala(List.<Attribute>of()).toSeq());
  }

  /** What a fact adds to each metric. */
  public Seq<Expression> contributions() {
    return contributions;
  }

  /** The columns of facts. */
  public Seq<Attribute> columns() {
    return columns;
  }

  /** One that nobody else uses. */
  MutableProjection take() {
    MutableProjection waiting = idle().poll();
    return waiting == null ? MutableProjection.create(contributions, columns) : waiting;
  }

  /** Gives one back. */
  void giveBack(MutableProjection projection) {
    idle().add(projection);
  }

  /** Which columns any expression names: only those are turned into Spark's form for each fact. */
  boolean[] named() {
    boolean[] named = new boolean[columns.size()];
    for (int i = 0; i < named.length; i++) {
      Attribute column = columns.apply(i);
      named[i] =
          CollectionConverters.asJava(contributions).stream()
              .anyMatch(expression -> expression.references().contains(column));
    }
    return named;
  }

  private synchronized Queue<MutableProjection> idle() {
    if (idle == null) {
      idle = new ConcurrentLinkedQueue<>();
    }
    return idle;
  }
}
