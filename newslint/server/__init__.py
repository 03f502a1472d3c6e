"""The language server: findings, repairs and completion in an editor, from open buffers and the whole archive."""
