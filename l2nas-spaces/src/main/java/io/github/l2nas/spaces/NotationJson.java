package io.github.l2nas.spaces;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.github.l2nas.api.space.NotationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** An architecture's JSON text, read token by token, so that an error names the position. Quotes may be single or double. */
public final class NotationJson {

    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonReadFeature.ALLOW_SINGLE_QUOTES).build();

    private final String text;
    private final JsonParser parser;

    private NotationJson(String text, JsonParser parser) {
        this.text = text;
        this.parser = parser;
    }

    /** Reads the value of one field, to its last token. */
    @FunctionalInterface
    public interface FieldReader {

        /**
         * Reads the value of one field.
         *
         * @param name the field
         * @param json the text, on the field's name
         * @throws IOException where the text is not JSON
         */
        void read(String name, NotationJson json) throws IOException;
    }

    /**
     * Reads a text that is one JSON object.
     *
     * @param text the text
     * @param fields reads the value of each field, in the order of the text
     * @throws NotationException where the text is not JSON, not an object, or goes on behind it
     */
    public static void readObject(String text, FieldReader fields) {
        try (JsonParser parser = JSON.createParser(text)) {
            NotationJson json = new NotationJson(text, parser);
            json.next(JsonToken.START_OBJECT, "'{'");
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                fields.read(parser.currentName(), json);
            }
            json.expect(parser.nextToken() == null, "the end");
        } catch (JsonProcessingException e) {
            int position = (int) e.getLocation().getCharOffset();
            throw new NotationException(text, position, "JSON; " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads the next token, which must be of one kind.
     *
     * @param token the kind
     * @param what the kind's name in an error
     * @throws IOException where the text is not JSON
     */
    public void next(JsonToken token, String what) throws IOException {
        parser.nextToken();
        expect(token, what);
    }

    /**
     * Reads the next token and tells whether it begins another element of an array.
     *
     * @return whether there is an element; if not, the array has ended
     * @throws IOException where the text is not JSON
     */
    public boolean nextElement() throws IOException {
        return parser.nextToken() != JsonToken.END_ARRAY;
    }

    /**
     * The next token, a text.
     *
     * @return the text
     * @throws IOException where the text is not JSON
     */
    public String string() throws IOException {
        next(JsonToken.VALUE_STRING, "a text in quotes");
        return parser.getText();
    }

    /**
     * The next token, a whole number.
     *
     * @return the number
     * @throws IOException where the text is not JSON
     */
    public int wholeNumber() throws IOException {
        next(JsonToken.VALUE_NUMBER_INT, "a whole number");
        return parser.getIntValue();
    }

    /**
     * The next tokens, an array of whole numbers.
     *
     * @return the numbers
     * @throws IOException where the text is not JSON
     */
    public List<Integer> wholeNumbers() throws IOException {
        List<Integer> numbers = new ArrayList<>();
        next(JsonToken.START_ARRAY, "'['");
        while (nextElement()) {
            expect(JsonToken.VALUE_NUMBER_INT, "a whole number");
            numbers.add(parser.getIntValue());
        }
        return numbers;
    }

    /**
     * Passes over the next value.
     *
     * @throws IOException where the text is not JSON
     */
    public void skipValue() throws IOException {
        parser.nextToken();
        parser.skipChildren();
    }

    /**
     * Where the current token begins.
     *
     * @return characters from 0
     */
    public int position() {
        return (int) parser.currentTokenLocation().getCharOffset();
    }

    /**
     * Requires the current token to be of one kind.
     *
     * @param token the kind
     * @param what the kind's name in an error
     */
    public void expect(JsonToken token, String what) {
        expect(parser.currentToken() == token, what);
    }

    /**
     * Requires something of the current token.
     *
     * @param fulfilled whether the token is as it must be
     * @param what what is expected, for the error
     */
    public void expect(boolean fulfilled, String what) {
        if (!fulfilled) {
            throw new NotationException(text, position(), what);
        }
    }
}
