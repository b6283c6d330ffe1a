package io.github.l2nas.engine.result;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.l2nas.api.result.ResultJson;
import io.github.l2nas.api.space.Skeleton;

/** The size of a network as results tell it. */
public final class SkeletonJson {

    private SkeletonJson() {}

    /**
     * A network's size.
     *
     * @param skeleton the size
     * @param sized whether its channels and cells mean anything
     * @return channels and cells where they do, classes and the shape of an image
     */
    public static ObjectNode of(Skeleton skeleton, boolean sized) {
        ObjectNode network = ResultJson.object();
        if (sized) {
            network.put("channels", skeleton.channels()).put("cells", skeleton.cells());
        }
        network.put("classes", skeleton.classes());
        network.putObject("images")
                .put("channels", skeleton.image().channels())
                .put("height", skeleton.image().height())
                .put("width", skeleton.image().width());
        return network;
    }
}
