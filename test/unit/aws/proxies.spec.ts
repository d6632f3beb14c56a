import assert from "node:assert/strict";
import { type ProxySettings, proxiesOf } from "../../../provider/src/aws/connections/proxies";

const cognito = "https://cognito-idp.us-east-1.amazonaws.com/";
const plain = "http://cognito.internal:9229/";
const noSettings: ProxySettings = { httpProxy: undefined, httpsProxy: undefined, noProxy: undefined };

/** The proxy of one call; `-`: it needs none. */
function proxyOf(
    target: string,
    environment: Readonly<Record<string, string>>,
    settings: Partial<ProxySettings> = {},
): string {
    return proxiesOf({ ...noSettings, ...settings }, environment)?.(new URL(target))?.href ?? "-";
}

describe("proxiesOf", () => {
    it("has no proxy where nothing names one", () => {
        assert.equal(proxiesOf(noSettings, { NO_PROXY: "*", HTTPS_PROXY: "" }), undefined);
    });

    it("takes the environment's variables, in capitals or not", () => {
        const environment = { HTTPS_PROXY: "http://secure:1", http_proxy: "plain:2" };

        assert.equal(proxyOf(cognito, environment), "http://secure:1/");
        assert.equal(proxyOf(plain, environment), "http://plain:2/");
        assert.equal(proxyOf(cognito, { HTTP_PROXY: "http://plain:2" }), "-");
    });

    it("prefers the settings, and serves https by httpProxy where nothing else does", () => {
        const environment = { HTTPS_PROXY: "http://secure:1", NO_PROXY: "*" };
        const httpProxy = "http://plain:2";

        assert.equal(proxyOf(cognito, environment, { httpsProxy: "http://own:3", noProxy: "other" }), "http://own:3/");
        assert.equal(proxyOf(cognito, environment, { httpProxy, noProxy: "other" }), "http://secure:1/");
        assert.equal(proxyOf(cognito, {}, { httpProxy }), "http://plain:2/");
        assert.equal(proxyOf(cognito, environment, { httpsProxy: "http://own:3" }), "-");
    });

    it("refuses what is no proxy here, and does not repeat it", () => {
        const message =
            /^The environment variable HTTPS_PROXY cannot be used: a proxy must be a URL that begins with http:/;
        for (const value of ["socks5://ada:sesame@proxy:1080", "http://ada:sesame@pro xy"]) {
            assert.throws(
                () => proxiesOf(noSettings, { https_proxy: value })?.(new URL(cognito)),
                (error: Error) => message.test(error.message) && !error.message.includes("sesame"),
            );
        }
    });

    it("does not mind a variable that no call needs", () => {
        const environment = {
            HTTP_PROXY: "socks5://proxy:1080",
            HTTPS_PROXY: "socks5://proxy:1080",
            NO_PROXY: ".internal",
        };
        const proxyOf = proxiesOf(noSettings, environment);
        const proxyOfSettings = proxiesOf({ ...noSettings, httpsProxy: "http://proxy:3128" }, environment);

        assert.equal(proxyOf?.(new URL("http://127.0.0.1:9229")), undefined);
        assert.equal(proxyOf?.(new URL("https://cognito.internal")), undefined);
        assert.equal(proxyOfSettings?.(new URL(cognito))?.host, "proxy:3128");
    });

    for (const [target, list, isDirect] of [
        [cognito, "*", true],
        [cognito, "amazonaws.com", true],
        [cognito, ".amazonaws.com, other", true],
        [cognito, "*.amazonaws.com", true],
        [cognito, "COGNITO-IDP.us-east-1.amazonaws.com", true],
        [cognito, "cognito-idp.us-east-1.amazonaws.com:443", true],
        [cognito, "cognito-idp.us-east-1.amazonaws.com:8443", false],
        [cognito, "notamazonaws.com aws.com", false],
        ["https://amazonaws.com/", ".amazonaws.com", false],
        ["https://10.1.2.3/", "10.0.0.0/8", true],
        ["https://11.1.2.3/", "10.0.0.0/8", false],
        ["https://[fd00::7]/", "fd00::/8", true],
        ["https://[fd00::7]/", "[fd00::7]", true],
        ["http://10.1.2.3:80/", "10.1.2.3:80", true],
        ["http://localhost:9229/", "", true],
        ["http://127.0.0.1:9229/", "", true],
        ["http://[::1]:9229/", "", true],
    ] as const) {
        it(`calls ${target} ${isDirect ? "without" : "through"} the proxy where NO_PROXY is "${list}"`, () => {
            const environment = { HTTPS_PROXY: "http://proxy:1", HTTP_PROXY: "http://proxy:1", NO_PROXY: list };

            assert.equal(proxyOf(target, environment), isDirect ? "-" : "http://proxy:1/");
        });
    }
});
