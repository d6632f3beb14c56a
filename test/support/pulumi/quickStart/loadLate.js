// Required before the engine's Node processes. @pulumi/pulumi loads at once what only some programs use, most of the time
// that it takes to start: TypeScript and npm's tree of packages, to put functions into the state, what sends traces, and the
// automation API. Here they load when they are used. And it reads the source maps of its own files for the stack that it keeps
// of each promise: here a stack has the lines of its compiled files.
const Module = require("node:module");

const load = Module._load;

/** Modules whose exports are used one by one, when something is done. */
const late =
    /^(typescript|\.\/automation|@opentelemetry\/(exporter-zipkin|instrumentation|instrumentation-grpc|resources|sdk-trace-base|sdk-trace-node))$/;

/** Modules whose exports are functions, which other modules take at once to export them too. */
const lateFunctions = /^\.\/closure\/(serializeClosure|codePaths)$/;

const isPulumi = /[\\/]@pulumi[\\/]pulumi[\\/]/;

Module._load = function loadLate(request, parent, ...rest) {
    const loadNow = () => load.call(this, request, parent, ...rest);
    if (late.test(request) && isPulumi.test(parent?.filename)) {
        return lateExports(request, (name) => loadNow()[name]);
    }
    if (lateFunctions.test(request) && isPulumi.test(parent?.filename)) {
        return lateExports(
            request,
            (name) =>
                (...args) =>
                    loadNow()[name](...args),
        );
    }
    if (request === "source-map-support/register" && isPulumi.test(parent?.filename)) {
        const noMap = JSON.stringify({ version: 3, sources: [], names: [], mappings: "" });
        const retrieveSourceMap = (file) => (isPulumi.test(file) ? { url: file, map: noMap } : null);
        return load.call(this, "source-map-support", parent, ...rest).install({ retrieveSourceMap });
    }
    return loadNow();
};

function lateExports(request, get) {
    return new Proxy({}, { get: (_, name) => (name === "__esModule" ? request !== "typescript" : get(name)) });
}
