# syntax=docker/dockerfile:1
FROM eclipse-temurin:25-jdk AS build
WORKDIR /build
COPY .mvn .mvn
COPY mvnw pom.xml ./
COPY src src
COPY routes routes
RUN --mount=type=cache,target=/root/.m2 ./mvnw -B -q package -DskipTests \
    && java -Djarmode=tools -jar target/monday-bridge.jar extract --layers --destination layers

FROM eclipse-temurin:25-jre
RUN useradd --system --uid 10001 --user-group --home-dir /app bridge \
    && install -d -o bridge -g bridge -m 0700 /data
WORKDIR /app
# From the layer that changes least to the one that changes most.
COPY --from=build /build/layers/dependencies/ ./
COPY --from=build /build/layers/spring-boot-loader/ ./
COPY --from=build /build/layers/snapshot-dependencies/ ./
COPY --from=build /build/layers/application/ ./

ENV DATA_DIR=/data
VOLUME /data
EXPOSE 8080
USER bridge

# The image has no curl; bash speaks enough HTTP for one status line.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s CMD ["bash", "-c", "\
exec 3<>/dev/tcp/127.0.0.1/${API_PORT:-${PORT:-8080}} && \
printf 'GET /actuator/health/readiness HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && \
read -r line <&3 && [[ $line == *' 200'* ]]"]

# The service needs up to 35 s to finish what it has begun: `docker stop --time 40`.
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=70", "-XX:+ExitOnOutOfMemoryError", "-jar", "monday-bridge.jar"]
