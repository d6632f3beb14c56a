// Command javaSdk writes the SDK for Java of a package schema, which its own generator has been checked with before.
//
//	javaSdk SCHEMA FOLDER
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/pulumi/pulumi-java/pkg/codegen/java"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

func main() {
	if len(os.Args) != 3 {
		fail(errors.New("usage: javaSdk SCHEMA FOLDER"))
	}
	if err := write(os.Args[1], filepath.Join(os.Args[2], "java")); err != nil {
		fail(err)
	}
}

func write(schemaFile, folder string) error {
	text, err := os.ReadFile(schemaFile)
	if err != nil {
		return err
	}
	var spec schema.PackageSpec
	if err := json.Unmarshal(text, &spec); err != nil {
		return err
	}
	// This generator makes two classes of one name for a role in the config. A program seldom reads the plugin's config, which the
	// plugin reads itself; the arguments of a provider stay.
	spec.Config = schema.ConfigSpec{}
	pkg, err := schema.ImportSpec(spec, nil, schema.ValidationOptions{})
	if err != nil {
		return err
	}
	files, err := java.GeneratePackage("npm run sdk", pkg, nil, nil, false, false)
	if err != nil {
		return err
	}
	for name, content := range files {
		file := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(file, content, 0o644); err != nil {
			return err
		}
	}
	return nil
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}
