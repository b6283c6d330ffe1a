package io.github.l2nas.maven;

import io.github.l2nas.api.job.InputFile;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProjectHelper;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;

/**
 * Searches an architecture in a search space, scored by a table, a supernet or a predictor. Writes {@code architecture.json} and {@code history.csv}, with strategy
 * {@code l2nas} also {@code policy.zip}, with objectives {@code front.csv} and {@code front.json}, and attaches them. When nothing has changed since the last build it searches
 * nothing and attaches what is there; a search that was interrupted goes on where it stopped.
 *
 * @since 0.1.0
 */
@Mojo(name = "search", defaultPhase = LifecyclePhase.PROCESS_CLASSES, requiresProject = false, threadSafe = true)
public class SearchMojo extends AbstractSearchMojo {

    /** Skips this goal. */
    @Parameter(property = "l2nas.search.skip", defaultValue = "false")
    private boolean skipSearch;

    /**
     * @param repositorySystem resolves inputs
     * @param toolchains choose the engine's Java
     * @param projectHelper attaches outputs
     */
    @Inject
    public SearchMojo(
            RepositorySystem repositorySystem, ToolchainManager toolchains, MavenProjectHelper projectHelper) {
        super(repositorySystem, toolchains, projectHelper);
    }

    @Override
    Optional<String> skipParameter() {
        return skipSearch ? Optional.of("<skipSearch> (-Dl2nas.search.skip) is set") : Optional.empty();
    }

    @Override
    InputFile policy(BuildContext context) {
        return null;
    }
}
