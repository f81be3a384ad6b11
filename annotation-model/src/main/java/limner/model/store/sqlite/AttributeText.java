package limner.model.store.sqlite;

import limner.model.id.AttributeId;
import limner.model.ontology.AttributeValue;
import limner.model.ontology.AttributeValues;
import org.jspecify.annotations.Nullable;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;

/// Reads the texts of attributes whose values are choices, numbers and yes or no, as [DetailsJson] and [CanonicalJson]
/// write them, without a tree. A large project has ten thousand different ones, and where the general reader is used so
/// often, Java compiles it anew into all that calls it while a project is being opened. Other values, and what looks
/// otherwise, right or wrong, are left to those two.
///
/// Any thread.
final class AttributeText {

    /// So many digits are an `int` for certain.
    private static final int MOST_DIGITS = 9;

    private static final String CHOICE = "\":{\"choice\":";
    private static final String NUMBER = "\":{\"number\":";
    private static final String YES = "\":{\"yes\":true";
    private static final String NO = "\":{\"yes\":false";

    private final String text;
    private int at;

    private AttributeText(String text) {
        this.text = text;
    }

    /// What the text says; null when it is not written in the usual way.
    static @Nullable AttributeValues read(String text) {
        return text.equals("{}") ? AttributeValues.none() : new AttributeText(text).values();
    }

    private @Nullable AttributeValues values() {
        PSortedMap<AttributeId, AttributeValue> values = TreePMap.empty();
        if (!takes("{")) {
            return null;
        }
        do {
            String id = takes("\"") ? digits() : null;
            AttributeValue value = id == null ? null : value();
            if (value == null || !takes("}")) {
                return null;
            }
            AttributeId attribute = new AttributeId(Integer.parseInt(id));
            if (values.containsKey(attribute)) {
                return null;
            }
            values = values.plus(attribute, value);
        } while (takes(","));
        return takes("}") && at == text.length() ? new AttributeValues(values) : null;
    }

    private @Nullable AttributeValue value() {
        if (takes(CHOICE)) {
            String option = digits();
            return option == null ? null : new AttributeValue.Choice(Integer.parseInt(option));
        }
        if (takes(NUMBER)) {
            int from = at;
            takes("-");
            if (digits() == null || !takes(".")) {
                return null;
            }
            int fraction = at;
            passDigits();
            return at == fraction ? null : new AttributeValue.Number(Double.parseDouble(text.substring(from, at)));
        }
        if (takes(YES)) {
            return new AttributeValue.YesNo(true);
        }
        return takes(NO) ? new AttributeValue.YesNo(false) : null;
    }

    /// A whole number as JSON has it; null where there is none, or one that may be too large.
    private @Nullable String digits() {
        int from = at;
        passDigits();
        int count = at - from;
        boolean spare = count > 1 && text.charAt(from) == '0';
        return count == 0 || count > MOST_DIGITS || spare ? null : text.substring(from, at);
    }

    private void passDigits() {
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
    }

    private boolean takes(String words) {
        if (!text.startsWith(words, at)) {
            return false;
        }
        at += words.length();
        return true;
    }
}
