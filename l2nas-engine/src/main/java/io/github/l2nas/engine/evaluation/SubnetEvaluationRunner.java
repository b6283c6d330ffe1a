package io.github.l2nas.engine.evaluation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.l2nas.api.file.ContentDigest;
import io.github.l2nas.api.job.EvaluateSubnetJob;
import io.github.l2nas.api.job.JobEvent;
import io.github.l2nas.api.job.JobException;
import io.github.l2nas.api.job.JobJson;
import io.github.l2nas.api.result.EngineVersion;
import io.github.l2nas.api.result.ResultJson;
import io.github.l2nas.api.space.SearchSpace;
import io.github.l2nas.api.space.SearchSpaces;
import io.github.l2nas.api.text.Decimals;
import io.github.l2nas.engine.dataset.CropTransform;
import io.github.l2nas.engine.dataset.Normalisation;
import io.github.l2nas.engine.export.Dl4jModel;
import io.github.l2nas.engine.export.ModelDescription;
import io.github.l2nas.engine.export.OnnxModel;
import io.github.l2nas.engine.export.TrainedClassifier;
import io.github.l2nas.engine.journal.Checkpoint;
import io.github.l2nas.engine.latency.LatencyComparison;
import io.github.l2nas.engine.network.Network;
import io.github.l2nas.engine.network.TopAccuracy;
import io.github.l2nas.engine.ofa.ImageTest;
import io.github.l2nas.engine.ofa.SubnetWeights;
import io.github.l2nas.engine.progress.JobRunner;
import io.github.l2nas.engine.progress.Progress;
import io.github.l2nas.engine.quantization.Int8Model;
import io.github.l2nas.engine.result.ComputeJson;
import io.github.l2nas.engine.result.OutputTime;
import io.github.l2nas.engine.result.SummaryLines;
import io.github.l2nas.engine.supernet.SupernetInput;
import io.github.l2nas.engine.supernet.SupernetSettings;
import io.github.l2nas.engine.tensor.Backends;
import io.github.l2nas.spaces.ofa.OfaArchitecture;
import io.github.l2nas.spaces.ofa.OfaMobileNetV3;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Tests a sub-network with the weights it inherits from a supernet, with the supernet's batch-normalisation statistics and
 * with its own, and writes it as a network that needs the supernet no longer.
 */
public final class SubnetEvaluationRunner extends JobRunner<EvaluateSubnetJob> {

    private static final String PLAIN = "plain";
    private static final String CALIBRATED = "calibrated";

    /**
     * @param job what to do
     * @param events is told of progress and the result
     * @param nanoClock measures the time budget, from now on
     */
    public SubnetEvaluationRunner(EvaluateSubnetJob job, Consumer<JobEvent> events, LongSupplier nanoClock) {
        super(job, job.timeBudget(), events, nanoClock);
    }

    /**
     * Tests and writes the results; the last event tells of them.
     *
     * @throws JobException where the job can't be done as declared, or the accuracy is too low
     */
    @Override
    public void run() {
        SearchSpace space = space(job);
        Instant timestamp = OutputTime.parse(job.outputTimestamp());
        Optional<LatencyComparison> latency = LatencyComparison.of(job.latency(), space);
        Int8Model.requireKnown(job.quantization());
        ContentDigest.requireUnchanged(job.evaluator(), "evaluator");
        OfaArchitecture architecture =
                (OfaArchitecture) ArchitectureInput.of(job.architecture(), job.notation(), space);
        try (SubnetWeights weights = new SubnetWeights(supernet(), 0)) {
            requireCalibration(job, weights);
            Map<String, Network> networks = new LinkedHashMap<>();
            networks.put(PLAIN, weights.inherited(architecture));
            if (weights.calibrationImages() > 0) {
                networks.put(CALIBRATED, calibrated(architecture, weights));
            }
            ImageTest test = weights.test(List.copyOf(networks.values()));
            run(test, checkpoint("test-checkpoint.bin", architecture));
            if (test.complete()) {
                finish(architecture, weights, networks, accuracies(networks, test), latency, timestamp);
            } else {
                stoppedAfter(test.done() + " of " + test.photographs() + " photographs", List.of());
            }
        }
    }

    /**
     * Does what can be done without testing anything: opens the supernet and the photographs.
     *
     * @param job as declared; its architecture may still be missing
     * @throws JobException where the job can't be done as declared
     */
    public static void check(EvaluateSubnetJob job) {
        SearchSpace space = space(job);
        OutputTime.parse(job.outputTimestamp());
        Int8Model.requireKnown(job.quantization());
        if (job.architecture() != null || job.notation() != null) {
            ArchitectureInput.of(job.architecture(), job.notation(), space);
        }
        LatencyComparison.of(job.latency(), space);
        try (SubnetWeights weights = new SubnetWeights(supernet(job), 0)) {
            requireCalibration(job, weights);
        }
    }

    private static void requireCalibration(EvaluateSubnetJob job, SubnetWeights weights) {
        if (job.quantization() != null && weights.calibrationImages() == 0) {
            throw new JobException(
                    "quantization",
                    "takes training photographs to measure ranges on: the data set needs a folder 'train', and"
                            + " evaluator.settings.calibrationImages must not be 0");
        }
    }

    private static SearchSpace space(EvaluateSubnetJob job) {
        SearchSpace space = SearchSpaces.of(job.space());
        if (!(space instanceof OfaMobileNetV3)) {
            throw new JobException("space", "networks of " + space.name() + " inherit no weights");
        }
        return space;
    }

    private SupernetInput supernet() {
        return supernet(job);
    }

    private static SupernetInput supernet(EvaluateSubnetJob job) {
        return SupernetSettings.input(job.evaluator(), job.dataset(), job.compute());
    }

    private Checkpoint checkpoint(String name, OfaArchitecture architecture) {
        return new Checkpoint(
                job.outputDirectory().resolve(name), EvaluationIdentity.of(job, job.compute(), architecture));
    }

    /** The calibrated network, calibrated once and then taken from its checkpoint. */
    private Network calibrated(OfaArchitecture architecture, SubnetWeights weights) {
        Checkpoint checkpoint = checkpoint("calibration-checkpoint.bin", architecture);
        Network network = weights.inherited(architecture);
        if (checkpoint.restore(network.parameters(), Integer.MAX_VALUE).isEmpty()) {
            weights.calibrate(network);
            checkpoint.save(weights.calibrationImages(), network.parameters());
        }
        return network;
    }

    private void run(ImageTest test, Checkpoint checkpoint) {
        checkpoint.restore(test, Integer.MAX_VALUE);
        if (test.complete()) {
            return;
        }
        Progress progress = new Progress("testing photographs", events, nanoClock);
        AtomicLong saved = new AtomicLong(nanoClock.getAsLong());
        test.run(time::isUsedUp, () -> {
            if (nanoClock.getAsLong() - saved.get() >= Checkpoint.INTERVAL_NANOS) {
                checkpoint.save(test.done(), test);
                saved.set(nanoClock.getAsLong());
            }
            progress.report(test.done(), test.photographs(), Double.NaN);
        });
        checkpoint.save(test.done(), test);
    }

    private static Map<String, TopAccuracy> accuracies(Map<String, Network> networks, ImageTest test) {
        Iterator<TopAccuracy> inOrder = test.accuracies().iterator();
        Map<String, TopAccuracy> accuracies = new LinkedHashMap<>();
        networks.keySet().forEach(name -> accuracies.put(name, inOrder.next()));
        return accuracies;
    }

    private void finish(
            OfaArchitecture architecture,
            SubnetWeights weights,
            Map<String, Network> networks,
            Map<String, TopAccuracy> accuracies,
            Optional<LatencyComparison> latency,
            Instant timestamp) {
        String exported = networks.containsKey(CALIBRATED) ? CALIBRATED : PLAIN;
        Network network = networks.get(exported);
        Path evaluation = job.outputDirectory().resolve("evaluation.json");
        ObjectNode json = json(architecture, weights, network, exported, accuracies);
        Path model = job.outputDirectory().resolve("model.zip");
        ModelDescription description = new ModelDescription(
                weights.classes(),
                Normalisation.IMAGENET.mean(),
                Normalisation.IMAGENET.deviation(),
                CropTransform.shorterSide(weights.definition().height()));
        TrainedClassifier classifier = new TrainedClassifier(
                network.graph(), name -> network.parameters().get(name).values(), description);
        Dl4jModel.write(classifier, model, timestamp);
        Path onnx = job.outputDirectory().resolve("model.onnx");
        OnnxModel.write(classifier, ModelOrigin.of(json), onnx);
        List<Path> written = new ArrayList<>(List.of(evaluation, model, onnx));
        List<String> summary = new ArrayList<>(summary(architecture, weights, accuracies));
        if (job.quantization() != null) {
            Quantizer quantizer = new Quantizer(onnx, description, job.compute().effectiveThreads(), events, nanoClock);
            QuantizedEvaluation result = quantizer.quantize(
                    network,
                    new Quantizer.Samples(weights.calibration(), weights.calibrationImages()),
                    new Quantizer.Samples(weights.validation(), weights.validationImages()),
                    accuracies.get(exported),
                    ModelOrigin.of(json));
            json.set("quantization", result.json());
            written.add(result.integers());
            summary.add(2, result.summary());
        }
        ResultJson.write(evaluation, json);
        double accuracy = accuracies.get(exported).top1();
        if (job.minAccuracy() != null && accuracy < job.minAccuracy()) {
            throw new JobException(
                    "minAccuracy",
                    "the accuracy " + Decimals.percent(accuracy) + " % is below the required "
                            + Decimals.percent(job.minAccuracy()) + " %. evaluation.json has it in full");
        }
        latency.ifPresent(comparison -> summary.add(comparison.line(architecture, network, events, nanoClock)));
        summary.add(SummaryLines.engineTime(time.elapsedNanos()));
        events.accept(new JobEvent.Result(true, summary, written));
    }

    private ObjectNode json(
            OfaArchitecture architecture,
            SubnetWeights weights,
            Network network,
            String exported,
            Map<String, TopAccuracy> accuracies) {
        ObjectNode root = ResultJson.object();
        root.put("space", job.space().name());
        ResultJson.putArchitecture(root, architecture);
        ObjectNode accuracy = root.putObject("accuracy");
        accuracies.forEach((name, top) -> accuracy.putObject(name)
                .put("top1", ResultJson.number(top.top1()))
                .put("top5", ResultJson.number(top.top5())));
        accuracy.put("model", exported);
        root.putObject("network")
                .put("width", ResultJson.number(weights.definition().width()))
                .put("imageSize", weights.definition().height())
                .put("params", network.graph().params())
                .put("macs", network.graph().macs());
        root.set("provenance", provenance(weights));
        return root;
    }

    private ObjectNode provenance(SubnetWeights weights) {
        ObjectNode provenance = ResultJson.object();
        provenance.put("engine", "l2nas-engine " + EngineVersion.current());
        ResultJson.putInput(provenance, "supernet", supernet().file());
        ResultJson.putInput(provenance, "dataset", job.dataset().files())
                .put("classes", weights.definition().classes())
                .put("imageSize", weights.definition().height())
                .put("validationImages", weights.validationImages())
                .put("calibrationImages", weights.calibrationImages())
                .put("calibrationBatch", weights.calibrationBatch());
        if (job.architecture() != null) {
            ResultJson.putInput(provenance, "architecture", job.architecture());
        }
        ComputeJson.put(provenance, Backends.choose(weights.backend()), job.compute());
        provenance.set("job", JobJson.document(job));
        return provenance;
    }

    private List<String> summary(
            OfaArchitecture architecture, SubnetWeights weights, Map<String, TopAccuracy> accuracies) {
        String tops = accuracies.entrySet().stream()
                .map(entry -> String.format(
                        Locale.ROOT,
                        "%s: top-1 %s %%, top-5 %s %%",
                        entry.getKey(),
                        Decimals.percent(entry.getValue().top1()),
                        Decimals.percent(entry.getValue().top5())))
                .reduce((left, right) -> left + "; " + right)
                .orElseThrow();
        return new ArrayList<>(List.of(
                "architecture  " + architecture.notation(),
                "accuracy      " + tops + " (" + weights.validationImages() + " photographs)",
                SummaryLines.cost("network", architecture, new OfaMobileNetV3(weights.definition()))));
    }
}
