package io.github.l2nas.maven.fork;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CrashDiagnosisTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | java.lang.OutOfMemoryError: Java heap space | give it more with <maxMemory>",
                "137 | | limit the heap with <maxMemory>",
                "1 | Error: Could not create the Java Virtual Machine. | can't start with these <jvmArguments>",
                "1 | java.lang.UnsupportedClassVersionError: x | configure a toolchain with a JDK from 17",
                "1 | Error occurred during initialization of VM | can't start with these <jvmArguments>",
                "2 | | It printed nothing; run mvn -X",
                "134 | | hs_err_pid",
                "139 | | hs_err_pid",
            })
    void theMessageSaysWhatToChange(int exitCode, String errorLine, String advice) {
        List<String> errors = errorLine == null ? List.of() : List.of(errorLine);

        assertThat(CrashDiagnosis.of(exitCode, errors)).contains(advice.replace("\\n", "\n"));
    }
}
