#!/usr/bin/env bash
# Makes dist/kadraj-VERSION-macos-ARCH.dmg of dist/Kadraj.app; run on macOS after `dev.py bundle`.
#
# The image is signed if KADRAJ_CODESIGN_IDENTITY names a "Developer ID Application" in the keychain;
# the same variable makes `dev.py bundle` sign everything in the app, from the inside out, as the
# hardened runtime wants it. Both are notarised if KADRAJ_NOTARY_PROFILE names credentials that
# `xcrun notarytool store-credentials` has stored. No password is an argument or a variable here.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

app=dist/Kadraj.app
version=$(python3 -c 'from app.metadata import VERSION; print(VERSION)')
image="dist/kadraj-$version-macos-$(uname -m).dmg"

if [[ -n "${KADRAJ_CODESIGN_IDENTITY:-}" ]]; then
  codesign --verify --deep --strict --verbose=2 "$app"
fi

staging=$(mktemp -d)
trap 'rm -rf "$staging"' EXIT
cp -R "$app" "$staging/"
ln -s /Applications "$staging/Applications"
# Now and then something still looks into what is being written, and hdiutil gives up: "Resource busy".
for attempt in 1 2 3 4 5; do
  if hdiutil create -volname Kadraj -srcfolder "$staging" -fs HFS+ -format UDZO -ov "$image"; then
    break
  fi
  [[ "$attempt" != 5 ]] || exit 1
  sleep 5
done

if [[ -n "${KADRAJ_CODESIGN_IDENTITY:-}" ]]; then
  codesign --timestamp --sign "$KADRAJ_CODESIGN_IDENTITY" "$image"
fi
if [[ -n "${KADRAJ_NOTARY_PROFILE:-}" ]]; then
  xcrun notarytool submit "$image" --keychain-profile "$KADRAJ_NOTARY_PROFILE" --wait
  xcrun stapler staple "$image"
fi
echo "$image"
