package bridge.storage;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The steps of routes/storage.camel.yaml: which variables each takes and sets is said there. */
@Configuration(proxyBeanMethods = false)
class StorageSteps {

    private final ObjectMapper json;

    StorageSteps(ObjectMapper json) {
        this.json = json;
    }

    @Bean
    StorageProcessor storageGet(StorageService storage) {
        return new StorageProcessor(json, call -> {
            StoredValue found = storage.get(call.account(), call.key()).orElse(null);
            call.answer(found == null ? null : found.value());
            call.tell(StorageCall.VERSION, found == null ? null : found.version());
        });
    }

    @Bean
    StorageProcessor storageSet(StorageService storage) {
        return new StorageProcessor(
                json,
                call -> call.tell(
                        StorageCall.VERSION,
                        storage.set(call.account(), call.key(), call.value(), call.previousVersion(), call.ttl())));
    }

    @Bean
    StorageProcessor storageDelete(StorageService storage) {
        return new StorageProcessor(json, call -> storage.delete(call.account(), call.key()));
    }

    @Bean
    StorageProcessor storageSearch(StorageService storage) {
        return new StorageProcessor(json, call -> {
            StoredPage page = storage.search(call.account(), call.prefix(), call.cursor(), call.limit());
            call.answer(page.entries());
            call.tell(StorageCall.CURSOR, page.cursor());
        });
    }

    @Bean
    StorageProcessor storageIncrement(StorageService storage) {
        return new StorageProcessor(
                json, call -> call.answer(storage.increment(call.account(), call.key(), call.by())));
    }

    @Bean
    StorageProcessor storageSecureGet(SecureStorage storage) {
        return new StorageProcessor(
                json,
                call -> call.answer(storage.get(call.account(), call.key()).orElse(null)));
    }

    @Bean
    StorageProcessor storageSecureSet(SecureStorage storage) {
        return new StorageProcessor(json, call -> storage.set(call.account(), call.key(), call.value()));
    }

    @Bean
    StorageProcessor storageSecureDelete(SecureStorage storage) {
        return new StorageProcessor(json, call -> storage.delete(call.account(), call.key()));
    }

    @Bean
    StorageProcessor storageSecret(SecretService secrets) {
        return new StorageProcessor(
                json, call -> call.answer(secrets.get(call.key()).orElse(null)));
    }

    @Bean
    StorageProcessor storageEnvironment(EnvironmentVariables variables) {
        return new StorageProcessor(
                json, call -> call.answer(variables.get(call.key()).orElse(null)));
    }
}
