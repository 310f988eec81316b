package bridge.http;

import bridge.problem.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.HttpMediaTypeException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** The refusals of Spring MVC, before a route is reached, in the same words and shape as those of the routes. */
@RestControllerAdvice
class SpringProblems {

    private final ResponseWriter writer;

    SpringProblems(ResponseWriter writer) {
        this.writer = writer;
    }

    @ExceptionHandler({NoResourceFoundException.class, NoHandlerFoundException.class})
    void notFound(HttpServletRequest request, HttpServletResponse response) {
        writer.writeProblem(Problem.notFound("Not found"), request, response);
    }

    @ExceptionHandler(HttpRequestMethodNotSupportedException.class)
    void methodNotAllowed(
            HttpRequestMethodNotSupportedException refusal, HttpServletRequest request, HttpServletResponse response) {
        var problem = new Problem(405, "METHOD_NOT_ALLOWED", "This method is not supported here");
        String[] methods = refusal.getSupportedMethods();
        if (methods != null) {
            problem.with("Allow", String.join(", ", methods));
        }
        writer.writeProblem(problem, request, response);
    }

    @ExceptionHandler(HttpMediaTypeException.class)
    void mediaType(HttpMediaTypeException refusal, HttpServletRequest request, HttpServletResponse response) {
        Problem problem = refusal instanceof HttpMediaTypeNotAcceptableException
                ? new Problem(406, "NOT_ACCEPTABLE", "The answer cannot be given in a type you accept")
                : Problems.unsupportedMediaType();
        writer.writeProblem(problem, request, response);
    }

    @ExceptionHandler(Exception.class)
    void unexpected(Exception failure, HttpServletRequest request, HttpServletResponse response) {
        writer.writeProblem(Problems.unexpected(failure), request, response);
    }
}
