package io.github.l2nas.maven.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/**
 * A page of the documentation: the README files and the site.
 *
 * @param path relative to the project's root
 * @param blocks fenced code
 * @param inlineCode code within a line
 * @param links destinations of links and images
 * @param headings texts
 */
record Page(Path path, List<Block> blocks, List<String> inlineCode, List<String> links, List<String> headings) {

    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    static final Path SITE = Path.of("src", "site", "markdown");

    /**
     * Fenced code.
     *
     * @param language as the fence says; empty for none
     * @param text the code
     */
    record Block(String language, String text) {}

    static List<Page> all() {
        List<Path> files = new ArrayList<>();
        for (String readme : List.of(
                "README.md",
                "CHANGELOG.md",
                "CONTRIBUTING.md",
                "SECURITY.md",
                "examples/README.md",
                "benchmarks/README.md")) {
            files.add(Path.of(readme));
        }
        try (Stream<Path> site = Files.walk(ROOT.resolve(SITE))) {
            site.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .map(ROOT::relativize)
                    .forEach(files::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files.stream().map(Page::read).toList();
    }

    static Page read(Path path) {
        String text;
        try {
            text = Files.readString(ROOT.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Page page = new Page(path, new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        Parser.builder().build().parse(text).accept(page.new Collector());
        return page;
    }

    boolean isOfSite() {
        return path.startsWith(SITE);
    }

    /** All code of the page, fenced and within lines. */
    List<String> code() {
        return Stream.concat(blocks.stream().map(Block::text), inlineCode.stream())
                .toList();
    }

    List<String> xml() {
        return blocks.stream()
                .filter(block -> block.language().equals("xml"))
                .map(Block::text)
                .toList();
    }

    @Override
    public String toString() {
        return path.toString();
    }

    private final class Collector extends AbstractVisitor {

        @Override
        public void visit(FencedCodeBlock block) {
            blocks.add(new Block(block.getInfo() == null ? "" : block.getInfo(), block.getLiteral()));
        }

        @Override
        public void visit(Code code) {
            inlineCode.add(code.getLiteral());
        }

        @Override
        public void visit(Link link) {
            links.add(link.getDestination());
            visitChildren(link);
        }

        @Override
        public void visit(Image image) {
            links.add(image.getDestination());
        }

        @Override
        public void visit(Heading heading) {
            headings.add(text(heading));
            visitChildren(heading);
        }

        private String text(Node parent) {
            StringBuilder text = new StringBuilder();
            parent.accept(new AbstractVisitor() {
                @Override
                public void visit(Text part) {
                    text.append(part.getLiteral());
                }

                @Override
                public void visit(Code part) {
                    text.append(part.getLiteral());
                }
            });
            return text.toString();
        }
    }
}
