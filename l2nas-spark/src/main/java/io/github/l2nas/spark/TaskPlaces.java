package io.github.l2nas.spark;

import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerTaskStart;

/** Hears from Spark on which executor a task begins. Spark tells it a moment later. */
final class TaskPlaces extends SparkListener {

    private static final String GROUP = "spark.jobGroup.id";

    private final BiConsumer<String, String> begins;
    /** Groups of jobs by their stages. */
    private final Map<Integer, String> groups = new ConcurrentHashMap<>();

    /**
     * @param begins is told the group of a job whose task begins, and the executor as {@code host/number}
     */
    TaskPlaces(BiConsumer<String, String> begins) {
        this.begins = begins;
    }

    @Override
    public void onJobStart(SparkListenerJobStart job) {
        Properties properties = job.properties();
        String group = properties == null ? null : properties.getProperty(GROUP);
        if (group != null) {
            job.stageIds().foreach(stage -> groups.put((Integer) stage, group));
        }
    }

    @Override
    public void onTaskStart(SparkListenerTaskStart task) {
        String group = groups.get(task.stageId());
        if (group != null) {
            begins.accept(group, task.taskInfo().host() + "/" + task.taskInfo().executorId());
        }
    }

    @Override
    public void onStageCompleted(SparkListenerStageCompleted stage) {
        groups.remove(stage.stageInfo().stageId());
    }
}
