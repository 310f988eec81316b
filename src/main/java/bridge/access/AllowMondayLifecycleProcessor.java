package bridge.access;

import java.util.Optional;
import org.springframework.stereotype.Component;

/** By the app's client secret, for an account: the app's life cycle. Its user can be 0. */
@Component("allowMondayLifecycle")
class AllowMondayLifecycleProcessor extends MondaySignedProcessor {

    private final AppJwt jwt;

    AllowMondayLifecycleProcessor(AppSettings app, AppJwt jwt) {
        super(app);
        this.jwt = jwt;
    }

    @Override
    Optional<MondayCaller> caller(String authorization, String path) {
        return jwt.verify(authorization, path).flatMap(MondayCaller::ofAccount);
    }
}
