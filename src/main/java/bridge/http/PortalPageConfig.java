package bridge.http;

import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Where the portal page is found. Its files are asked for again each time, so that an upgrade never mixes two versions. */
@Configuration(proxyBeanMethods = false)
class PortalPageConfig implements WebMvcConfigurer {

    private static final String FILES = "classpath:/static/portal/";

    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        registry.addViewController("/portal").setViewName("forward:/portal/index.html");
        registry.addViewController("/portal/").setViewName("forward:/portal/index.html");
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        // Its address may carry a login token: it is not kept at all.
        registry.addResourceHandler("/portal/*.html")
                .addResourceLocations(FILES)
                .setCacheControl(CacheControl.noStore());
        registry.addResourceHandler("/portal/**").addResourceLocations(FILES).setCacheControl(CacheControl.noCache());
    }
}
