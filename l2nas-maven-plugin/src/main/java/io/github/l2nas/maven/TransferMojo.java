package io.github.l2nas.maven;

import io.github.l2nas.api.job.InputFile;
import io.github.l2nas.maven.input.Coordinates.UsualArtifact;
import io.github.l2nas.maven.parameter.GoalParameter;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProjectHelper;
import org.apache.maven.toolchain.ToolchainManager;
import org.eclipse.aether.RepositorySystem;

/**
 * Searches an architecture starting from the policy of an earlier search, usually on another metric: what an agent learned
 * on one data set shortens its search on the next. Writes and attaches what {@code search} does.
 *
 * @since 0.1.0
 */
@Mojo(name = "transfer", defaultPhase = LifecyclePhase.PROCESS_CLASSES, requiresProject = false, threadSafe = true)
public class TransferMojo extends AbstractSearchMojo {

    private static final UsualArtifact USUAL_POLICY = new UsualArtifact("zip", "policy");

    /**
     * The policy to start from, {@code policy.zip} of a search in the same space. A file, or Maven coordinates {@code
     * groupId:artifactId:version} (of type zip, classifier policy), {@code groupId:artifactId:extension:version} or
     * {@code groupId:artifactId:extension:classifier:version}. Required.
     */
    @Parameter(property = "l2nas.policy")
    private String policy;

    /** Skips this goal. */
    @Parameter(property = "l2nas.transfer.skip", defaultValue = "false")
    private boolean skipTransfer;

    /**
     * @param repositorySystem resolves inputs
     * @param toolchains choose the engine's Java
     * @param projectHelper attaches outputs
     */
    @Inject
    public TransferMojo(
            RepositorySystem repositorySystem, ToolchainManager toolchains, MavenProjectHelper projectHelper) {
        super(repositorySystem, toolchains, projectHelper);
    }

    @Override
    Optional<String> skipParameter() {
        return skipTransfer ? Optional.of("<skipTransfer> (-Dl2nas.transfer.skip) is set") : Optional.empty();
    }

    @Override
    InputFile policy(BuildContext context) {
        String given = context.required("policy", policy, "give the policy.zip of a search or its Maven coordinates");
        return context.inputs().resolve(GoalParameter.named("policy"), given, USUAL_POLICY);
    }
}
