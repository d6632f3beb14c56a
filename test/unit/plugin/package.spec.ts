import assert from "node:assert/strict";
import { ofThisPackage } from "../../../plugin/src/classes/package";
import { readSchema } from "../../../plugin/src/schema";

describe("the classes of the plugin's package", () => {
    it("ask for the plugin of their version, from where the schema says that it is", () => {
        const { version, pluginDownloadURL } = JSON.parse(readSchema()) as typeof ofThisPackage;

        assert.deepEqual(ofThisPackage, { version, pluginDownloadURL });
    });
});
