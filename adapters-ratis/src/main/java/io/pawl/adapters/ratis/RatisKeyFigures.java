// SPDX-License-Identifier: Apache-2.0
package io.pawl.adapters.ratis;

import com.google.common.base.CaseFormat;
import com.google.common.base.CharMatcher;
import io.pawl.ports.driven.KeyFigure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.ratis.metrics.MetricRegistries;
import org.apache.ratis.metrics.MetricRegistryInfo;
import org.apache.ratis.metrics.RatisMetricRegistry;
import org.apache.ratis.metrics.impl.RatisMetricRegistryImpl;
import org.apache.ratis.protocol.RaftGroupMemberId;
import org.apache.ratis.thirdparty.com.codahale.metrics.Counter;
import org.apache.ratis.thirdparty.com.codahale.metrics.Gauge;
import org.apache.ratis.thirdparty.com.codahale.metrics.Metric;
import org.apache.ratis.thirdparty.com.codahale.metrics.Snapshot;
import org.apache.ratis.thirdparty.com.codahale.metrics.Timer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Ratis counts and times about one group of a node. Ratis keeps it in registries of its own,
 * one for each of its parts, which cannot be joined with anybody else's.
 */
final class RatisKeyFigures {
  private static final Logger LOG = LoggerFactory.getLogger(RatisKeyFigures.class);
  private static final CharMatcher NAME_PART =
      CharMatcher.inRange('a', 'z').or(CharMatcher.inRange('0', '9'));
  private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

  private final List<KeyFigure> figures = new ArrayList<>();

  private RatisKeyFigures() {}

  /** As they are now, in the order of their names. */
  static List<KeyFigure> of(RaftGroupMemberId member) {
    RatisKeyFigures collected = new RatisKeyFigures();
    for (RatisMetricRegistry registry : MetricRegistries.global().getMetricRegistries()) {
      MetricRegistryInfo origin = registry.getMetricRegistryInfo();
      if (origin.getPrefix().equals(member.toString())
          && registry instanceof RatisMetricRegistryImpl metrics) {
        collected.addAll(origin, metrics.getDropWizardMetricRegistry().getMetrics());
      }
    }
    collected.figures.sort(Comparator.comparing(KeyFigure::name));
    return List.copyOf(collected.figures);
  }

  private void addAll(MetricRegistryInfo origin, Map<String, Metric> metrics) {
    String before = origin.getPrefix() + ".";
    metrics.forEach(
        (name, metric) -> {
          String own = name.substring(name.indexOf(before) + before.length());
          add(words(origin.getMetricsComponentName() + "_" + own), metric);
        });
  }

  private void add(String name, Metric metric) {
    if (metric instanceof Counter counter) {
      put(name, (double) counter.getCount());
    } else if (metric instanceof Timer timer) {
      Snapshot latest = timer.getSnapshot();
      put(name + "_count", (double) timer.getCount());
      put(name + "_p50_seconds", latest.getMedian() / NANOS);
      put(name + "_p99_seconds", latest.get99thPercentile() / NANOS);
    } else if (metric instanceof Gauge<?> gauge) {
      read(name, gauge);
    }
  }

  /** A gauge asks a part of Ratis that may have been closed; then there is nothing to show. */
  private void read(String name, Gauge<?> gauge) {
    try {
      if (gauge.getValue() instanceof Number number) {
        put(name, number.doubleValue());
      }
    } catch (RuntimeException closed) {
      LOG.debug("{} cannot be read.", name, closed);
    }
  }

  private void put(String name, double value) {
    figures.add(new KeyFigure(name, value));
  }

  /** Ratis writes {@code syncTime} here and {@code match_index} there. */
  private static String words(String name) {
    String lower = CaseFormat.LOWER_CAMEL.to(CaseFormat.LOWER_UNDERSCORE, name);
    return NAME_PART.negate().trimAndCollapseFrom(lower, '_');
  }
}
