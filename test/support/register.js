// Tests are TypeScript that runs as it is. `npm run types` checks its types before.
require("ts-node").register({ transpileOnly: true, swc: true });
