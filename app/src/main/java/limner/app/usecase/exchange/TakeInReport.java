package limner.app.usecase.exchange;

import java.util.List;
import java.util.SequencedMap;
import limner.model.exchange.ClassPlan;
import limner.model.exchange.DatasetFormat;
import limner.model.exchange.Entry;
import limner.model.exchange.Survey;

/// What was found in a file, and what a project has or would have of it.
///
/// @param format what it was read as
/// @param survey what the file holds
/// @param plan which class each category becomes
/// @param taken annotations, tags and events that have a place in the project
/// @param labels as which they stand there; the places of a track are one
/// @param notTaken what has none, with reasons; at most [Survey#KEPT]; of the things of a project each once
/// @param notTakenCount how many annotations, tags and events that is
/// @param saidMore by name, how many annotations say something that labels cannot
/// @param whole whether the things of a project came as they were there
/// @param remarks what else is to be known of it: sentences
/// @param event number of the last event; 0 where nothing was changed
public record TakeInReport(
        DatasetFormat format,
        Survey survey,
        ClassPlan plan,
        int taken,
        int labels,
        List<Entry.NotTaken> notTaken,
        int notTakenCount,
        SequencedMap<String, Integer> saidMore,
        boolean whole,
        List<String> remarks,
        long event) {

    public TakeInReport {
        notTaken = List.copyOf(notTaken);
        remarks = List.copyOf(remarks);
    }
}
