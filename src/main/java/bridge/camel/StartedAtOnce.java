package bridge.camel;

import org.apache.camel.CamelContext;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The commands make beans only when they are needed; Camel is needed from the start, for it starts with the application or never. */
@Configuration(proxyBeanMethods = false)
class StartedAtOnce {

    @Bean
    static LazyInitializationExcludeFilter camelIsNotLazy() {
        return LazyInitializationExcludeFilter.forBeanTypes(CamelContext.class);
    }
}
