/// The version of adviz, as `adviz --version` prints it and manifests record it.
public let advizVersion = "0.2.0"
