"""The language server: findings and repairs in an editor, from open buffers and the whole archive."""
