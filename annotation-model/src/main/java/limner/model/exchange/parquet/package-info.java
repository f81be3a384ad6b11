/// Apache Parquet: tables of labels, frames, tags, events and classes for analysis engines.
@NullMarked
package limner.model.exchange.parquet;

import org.jspecify.annotations.NullMarked;
