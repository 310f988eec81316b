package bridge.http;

import com.fasterxml.jackson.core.StreamReadConstraints;
import org.springframework.boot.autoconfigure.jackson.Jackson2ObjectMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Bounds what a JSON text may make us hold; the other rules of reading are in application.yaml. */
@Configuration(proxyBeanMethods = false)
class JsonConfig {

    /** Also for monday's answers, which hold up to 500 items of 64 kB each. */
    private static final int MAX_STRING = 1024 * 1024;

    @Bean
    Jackson2ObjectMapperBuilderCustomizer jsonLimits() {
        return builder -> builder.postConfigurer(mapper -> mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(64)
                        .maxStringLength(MAX_STRING)
                        .maxNumberLength(100)
                        .maxNameLength(1000)
                        .build()));
    }
}
