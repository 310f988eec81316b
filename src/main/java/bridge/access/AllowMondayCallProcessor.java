package bridge.access;

import java.util.Optional;
import org.springframework.stereotype.Component;

/** By the app's signing secret, for an account and a user: actions, triggers, the options of their fields. */
@Component("allowMondayCall")
class AllowMondayCallProcessor extends MondaySignedProcessor {

    private final MondayJwt jwt;

    AllowMondayCallProcessor(AppSettings app, MondayJwt jwt) {
        super(app);
        this.jwt = jwt;
    }

    @Override
    Optional<MondayCaller> caller(String authorization, String path) {
        return jwt.verify(authorization, path).flatMap(MondayCaller::of);
    }
}
