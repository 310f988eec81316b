package bridge.mail;

import bridge.mail.MailSettings.Tls;
import freemarker.cache.ClassTemplateLoader;
import freemarker.cache.FileTemplateLoader;
import freemarker.cache.MultiTemplateLoader;
import freemarker.cache.TemplateLoader;
import freemarker.core.TemplateClassResolver;
import freemarker.template.TemplateExceptionHandler;
import jakarta.mail.Authenticator;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How the mail server is spoken to, and where the texts of mails are. */
@Configuration(proxyBeanMethods = false)
class MailConfig {

    /** Names of the properties: the package {@code org.eclipse.angus.mail.smtp} documents them. */
    @Bean
    Session mailSession(MailSettings settings) {
        Tls tls = settings.mode();
        var properties = new Properties();
        properties.setProperty("mail.smtp.host", settings.host());
        properties.setProperty("mail.smtp.port", Integer.toString(settings.port()));
        String timeout = Long.toString(settings.timeout().toMillis());
        properties.setProperty("mail.smtp.connectiontimeout", timeout);
        properties.setProperty("mail.smtp.timeout", timeout);
        properties.setProperty("mail.smtp.writetimeout", timeout);
        properties.setProperty("mail.smtp.auth", Boolean.toString(settings.hasUser()));
        properties.setProperty(
                "mail.smtp.starttls.enable", Boolean.toString(tls == Tls.STARTTLS || tls == Tls.REQUIRED));
        properties.setProperty("mail.smtp.starttls.required", Boolean.toString(tls == Tls.REQUIRED));
        properties.setProperty("mail.smtp.ssl.enable", Boolean.toString(tls == Tls.IMPLICIT));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.setProperty("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
        return Session.getInstance(properties, settings.hasUser() ? login(settings) : null);
    }

    /** The templates are files beside the routes; those in the jar serve where a file is missing. */
    @Bean
    freemarker.template.Configuration mailTemplates(@Value("${bridge.routes-dir}") Path routes) throws IOException {
        List<TemplateLoader> loaders = new ArrayList<>();
        if (Files.isDirectory(routes)) {
            loaders.add(new FileTemplateLoader(routes.toFile()));
        }
        loaders.add(new ClassTemplateLoader(MailConfig.class.getClassLoader(), "routes"));
        var templates = new freemarker.template.Configuration(freemarker.template.Configuration.VERSION_2_3_34);
        templates.setTemplateLoader(new MultiTemplateLoader(loaders.toArray(TemplateLoader[]::new)));
        templates.setDefaultEncoding("UTF-8");
        templates.setLocale(Locale.ENGLISH);
        templates.setLocalizedLookup(false);
        templates.setLogTemplateExceptions(false);
        templates.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        templates.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
        return templates;
    }

    private static Authenticator login(MailSettings settings) {
        return new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(settings.user(), settings.password());
            }
        };
    }
}
