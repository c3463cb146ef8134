// SPDX-License-Identifier: Apache-2.0
package io.pawl.app.serve;

import io.pawl.domain.fault.Fault;
import io.pawl.domain.fault.Sentinel;
import java.net.InetSocketAddress;

/** Probes and metrics cannot be served where they were asked for. */
final class HttpUnavailable extends Fault {
  private static final long serialVersionUID = 1L;

  HttpUnavailable(InetSocketAddress http, Exception cause) {
    super(
        Sentinel.ADDRESS_UNAVAILABLE,
        "HTTP at %s:%s: %s.".formatted(http.getHostString(), http.getPort(), cause.getMessage()),
        cause);
  }
}
