package io.github.l2nas.maven.fork;

/** What only some jobs need beside the engine: POMs of its group and version that list libraries. */
public enum EngineLibrary {
    /** Runs networks: oneDNN and ND4J. */
    NATIVES("l2nas-natives"),
    /** Runs exported models: ONNX Runtime. */
    ONNX_RUNTIME("l2nas-onnxruntime");

    private final String artifactId;

    EngineLibrary(String artifactId) {
        this.artifactId = artifactId;
    }

    String artifactId() {
        return artifactId;
    }
}
