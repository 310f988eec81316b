package bridge.http;

import bridge.problem.Problem;
import bridge.problem.Problem.FieldError;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import jakarta.validation.ConstraintViolation;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.component.bean.validator.BeanValidationException;
import org.springframework.stereotype.Component;

/** Turns the failures of reading and validating a body into problems that name the field. */
@Component("inputProblems")
class InputProblems {

    /** 422 with the field when the JSON is well formed but of the wrong type; 400 otherwise. */
    public Problem fromJson(JsonProcessingException failure) {
        if (failure instanceof MismatchedInputException mismatch
                && !(failure.getCause() instanceof JsonParseException)) {
            String field = field(mismatch.getPath());
            return field.isEmpty()
                    ? Problem.malformed("The body must be a JSON object")
                    : Problem.invalid(field, "has the wrong type");
        }
        return Problem.malformed("The body is not valid JSON");
    }

    public Problem fromValidation(BeanValidationException failure) {
        return fromViolations(failure.getConstraintViolations());
    }

    private static Problem fromViolations(Set<ConstraintViolation<Object>> violations) {
        List<FieldError> errors = violations.stream()
                .map(v -> new FieldError(v.getPropertyPath().toString(), v.getMessage()))
                .sorted(Comparator.comparing(FieldError::field).thenComparing(FieldError::message))
                .toList();
        return Problem.invalid(errors);
    }

    private static String field(List<JsonMappingException.Reference> path) {
        return path.stream()
                .map(r -> r.getFieldName() != null ? r.getFieldName() : "[" + r.getIndex() + "]")
                .collect(Collectors.joining("."));
    }
}
