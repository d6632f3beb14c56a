// Required before the engine's Node processes. @pulumi/pulumi loads TypeScript and npm's tree of packages at once, half of
// the time that it takes to start, and uses them only to put functions into the state. Here they load when they are used.
const Module = require("node:module");

const load = Module._load;

Module._load = function loadLate(request, ...rest) {
    const loadNow = () => load.call(this, request, ...rest);
    switch (request) {
        case "typescript":
            return new Proxy({}, { get: (_, name) => loadNow()[name] });
        case "@npmcli/arborist":
            return {
                __esModule: true,
                get Arborist() {
                    return loadNow().Arborist;
                },
            };
        default:
            return loadNow();
    }
};
