"""The cables from the grip's jack to a camera's socket, made from the camera data: harness, drawing, tables, pages."""
