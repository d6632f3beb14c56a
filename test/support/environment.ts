// Required before the tests. Node 20 is supported here; the SDK's notice about its own future would stand in every run.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
